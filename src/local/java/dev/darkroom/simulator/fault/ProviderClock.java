package dev.darkroom.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The clock that a provider shows, in its header {@code Date}: the JDK's server has its own opinion
 * of the time, which {@code HeaderProxy} takes out in favour of this one.
 */
public final class ProviderClock {
  /** What a handler sets, and a client sees as {@code Date}. */
  public static final String HEADER = "Provider-date";

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private ProviderClock() {}

  public static String date(Instant now) {
    return FORMAT.format(now);
  }

  /** What the provider's clock shows at an instant. */
  public static Instant shown(Faults faults, Instant now) {
    return now.minus(Duration.ofSeconds(faults.number(QueryFault.CLOCK_BEHIND)));
  }
}
