package dev.darkroom.local;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** The clock of local mode: the system's, unless a file moves it on. */
final class LocalClock {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Clock clock(LocalConfig config) {
    return config
        .clock()
        .<Clock>map(MovedClock::of)
        .orElseGet(() -> Clock.tickMillis(ZoneOffset.UTC));
  }
}
