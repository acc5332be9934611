package dev.darkroom.provider.support;

import dev.darkroom.base.Bounds;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time that a provider asks to wait. It is {@code Retry-After} of RFC 9110, section 10.2.3
 * (seconds or a date). Otherwise it is the end of the rate window, {@code X-RateLimit-Reset}
 * (seconds since 1970).
 *
 * <p>A point in time is measured against the answer's own {@code Date}: the provider's clock, not
 * ours. All names of headers are in lower case.
 */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{10}");
  private static final int TOO_MANY_REQUESTS = 429;

  /** Rate windows are minutes; a later end means a wrong clock. */
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(15);

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * How long to wait; empty without a readable time.
   *
   * <p>The window counts only for a 429: many answers name one, and a 503 has nothing to do with
   * it.
   */
  static Optional<Duration> in(int status, Map<String, String> headers, InstantSource ours) {
    var said = said(headers);
    return said.isEmpty() && status == TOO_MANY_REQUESTS ? untilReset(headers, ours) : said;
  }

  /** How long a used-up rate window lasts; empty if more calls are left, or nothing says so. */
  public static Optional<Duration> ofSpentWindow(Map<String, String> headers, InstantSource ours) {
    return isWindowSpent(headers) ? untilReset(headers, ours) : Optional.empty();
  }

  /** Whether the headers say that no more calls are left. */
  static boolean isWindowSpent(Map<String, String> headers) {
    return header(headers, "x-ratelimit-remaining").equals("0");
  }

  /** A day at most: no number of a provider makes a task wait for ever. */
  private static Optional<Duration> said(Map<String, String> headers) {
    var text = header(headers, "retry-after");
    return SECONDS.matcher(text).matches()
        ? Optional.of(Bounds.atMost(Duration.ofSeconds(Long.parseLong(text)), LONGEST_WAIT))
        : date(text)
            .flatMap(until -> theirNow(headers).map(now -> between(now, until)))
            .map(wait -> Bounds.atMost(wait, LONGEST_WAIT));
  }

  private static Optional<Duration> untilReset(Map<String, String> headers, InstantSource ours) {
    var text = header(headers, "x-ratelimit-reset");
    if (!EPOCH_SECONDS.matcher(text).matches()) {
      return Optional.empty();
    }
    var now = theirNow(headers).orElseGet(ours::instant);
    var wait = between(now, Instant.ofEpochSecond(Long.parseLong(text)));
    return Optional.of(Bounds.atMost(wait, LONGEST_WINDOW));
  }

  private static Duration between(Instant now, Instant until) {
    return Bounds.atLeast(Duration.between(now, until), Duration.ZERO);
  }

  /** The provider's own clock, to the second. */
  static Optional<Instant> theirNow(Map<String, String> headers) {
    return date(header(headers, "date"));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static String header(Map<String, String> headers, String name) {
    return headers.getOrDefault(name, "").strip();
  }
}
