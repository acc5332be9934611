package dev.darkroom.base;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
public final class RetryAfterHeader {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private RetryAfterHeader() {}

  /**
   * How long the sender wants to be left alone: a day at most, since no number from outside makes a
   * task wait for ever.
   *
   * @param text of the header; empty: there is none
   * @param date the answer's own {@code Date}: a point in time is measured by the sender's clock
   * @return empty without a readable time
   */
  public static Optional<Duration> read(String text, String date) {
    var wait =
        SECONDS.matcher(text).matches()
            ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
            : date(text).flatMap(until -> date(date).map(now -> between(now, until)));
    return wait.map(one -> Bounds.atMost(one, LONGEST_WAIT));
  }

  /** A date of HTTP; empty for any other text. */
  public static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Duration between(Instant now, Instant until) {
    return Bounds.atLeast(Duration.between(now, until), Duration.ZERO);
  }
}
