package dev.darkroom.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Retry-After} header of RFC 9110, section 10.2.3: seconds or a date. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /**
   * How long to wait; empty where nothing readable is said.
   *
   * <p>A date is measured against the answer's own {@code Date}: the provider's clock, not ours.
   *
   * @param headers names in lower case
   */
  static Optional<Duration> in(Map<String, String> headers) {
    var text = headers.getOrDefault("retry-after", "").strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return date(text)
        .flatMap(until -> date(headers.getOrDefault("date", "")).map(now -> between(now, until)));
  }

  private static Duration between(ZonedDateTime now, ZonedDateTime until) {
    var wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Optional<ZonedDateTime> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
