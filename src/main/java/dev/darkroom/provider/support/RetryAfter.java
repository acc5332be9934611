package dev.darkroom.provider.support;

import dev.darkroom.base.Bounds;
import dev.darkroom.base.RetryAfterHeader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
  private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{10}");
  private static final int TOO_MANY_REQUESTS = 429;

  /** Rate windows are minutes; a later end means a wrong clock. */
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(15);

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

  private static Optional<Duration> said(Map<String, String> headers) {
    return RetryAfterHeader.read(header(headers, "retry-after"), header(headers, "date"));
  }

  private static Optional<Duration> untilReset(Map<String, String> headers, InstantSource ours) {
    var text = header(headers, "x-ratelimit-reset");
    if (!EPOCH_SECONDS.matcher(text).matches()) {
      return Optional.empty();
    }
    var now = theirNow(headers).orElseGet(ours::instant);
    var wait = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(text)));
    return Optional.of(Bounds.atMost(Bounds.atLeast(wait, Duration.ZERO), LONGEST_WINDOW));
  }

  /** The provider's own clock, to the second. */
  static Optional<Instant> theirNow(Map<String, String> headers) {
    return RetryAfterHeader.date(header(headers, "date"));
  }

  private static String header(Map<String, String> headers, String name) {
    return headers.getOrDefault(name, "").strip();
  }
}
