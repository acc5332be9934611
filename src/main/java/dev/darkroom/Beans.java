package dev.darkroom;

import dev.darkroom.concurrent.Pause;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** What the steps take as a collaborator and the platform has to give. */
final class Beans {
  @Produces
  @Singleton
  Clock clock() { // what is behind the millisecond is noise that every record would pay for
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Produces
  @Singleton
  Pause pause() {
    return Thread::sleep;
  }
}
