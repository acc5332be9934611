package dev.darkroom.task;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of a request in its caller's distributed trace, passed on unchanged. Darkroom is no
 * span of its own.
 *
 * @param value a {@code traceparent} of version 00 (W3C Trace Context, Recommendation of
 *     2021-11-23)
 */
public record TraceParent(String value) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  public TraceParent {
    if (!value.startsWith("00-") || parse(value).isEmpty()) {
      throw new IllegalArgumentException("not a traceparent of version 00");
    }
  }

  /** Reads a header; nothing if it is none. One of a later version is read as one of version 00. */
  public static Optional<TraceParent> of(String header) {
    return parse(header.strip()).map(fields -> new TraceParent("00-" + fields));
  }

  /** The trace that all log lines, events and calls of one request share. */
  public String traceId() {
    return value.substring(3, 35);
  }

  /** As AWS writes it, in {@code X-Amzn-Trace-Id} (X-Ray's developer guide, read 2026-11). */
  public String forXRay() {
    var trace = traceId();
    boolean isSampled = (Integer.parseInt(value.substring(53), 16) & 1) == 1;
    return "Root=1-%s-%s;Parent=%s;Sampled=%s"
        .formatted(
            trace.substring(0, 8),
            trace.substring(8),
            value.substring(36, 52),
            isSampled ? "1" : "0");
  }

  /** Trace, span and flags, joined as they are in version 00. */
  private static Optional<String> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var version = match.group(1);
    boolean hasTail = match.end(4) < text.length();
    boolean isOne =
        !version.equals("ff")
            && !(version.equals("00") && hasTail)
            && !match.group(2).equals(NO_TRACE)
            && !match.group(3).equals(NO_SPAN);
    return isOne ? Optional.of(text.substring(match.start(2), match.end(4))) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
