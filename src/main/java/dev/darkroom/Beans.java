package dev.darkroom;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the steps take as a collaborator and the platform has to give. */
final class Beans {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
