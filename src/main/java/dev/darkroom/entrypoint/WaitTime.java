package dev.darkroom.entrypoint;

import dev.darkroom.base.Bounds;
import dev.darkroom.task.Refusal.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a caller holds the line until the generation is over: {@code Prefer: wait=n} (RFC 7240),
 * or {@code ?wait=n} where a generation is read.
 *
 * @param time at most {@link #LONGEST}; zero: the answer comes at once
 * @param applied what is granted, for {@code Preference-Applied}
 */
record WaitTime(Duration time, Optional<String> applied) {
  /** API Gateway ends a request after 30 s (HTTP API quotas, read 2026-11). */
  static final Duration LONGEST = Duration.ofSeconds(25);

  /** Time that the answer takes after the waiting. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(2);

  private static final String NAME = "wait";
  private static final String EXPECTED =
      "a whole number of seconds, of which " + LONGEST.toSeconds() + " are granted at most";
  private static final WaitTime NONE = new WaitTime(Duration.ZERO, Optional.empty());

  /**
   * One of several: a comma in quotes is a part of it. Possessive, so that no header uses stack.
   */
  private static final Pattern PREFERENCE =
      Pattern.compile("(?:[^,\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\"?+)++");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** What a request asks for. */
  sealed interface Reading {
    record Wanted(WaitTime time) implements Reading {}

    record Wrong(Fault fault) implements Reading {}
  }

  /** Reads the query parameter, or else the header. */
  static Reading of(HttpRequest request) {
    return request
        .parameter(NAME)
        .map(WaitTime::ofParameter)
        .or(
            () ->
                request.header("prefer").flatMap(WaitTime::preference).map(WaitTime::ofPreference))
        .orElseGet(() -> new Reading.Wanted(NONE));
  }

  /** As long as possible for a caller who asked for no time. */
  WaitTime orLongest() {
    return applied.isEmpty() && isNone() ? new WaitTime(LONGEST, Optional.empty()) : this;
  }

  /** Whether the answer comes at once. */
  boolean isNone() {
    return time.isZero();
  }

  /**
   * When the caller is answered in any case.
   *
   * @param start of the request
   * @param invocationEnd when Lambda ends the invocation
   */
  Instant end(Instant start, Instant invocationEnd) {
    return Bounds.atMost(start.plus(time), invocationEnd.minus(TO_ANSWER));
  }

  /** The reply, which says what was granted. */
  HttpReply in(HttpReply reply) {
    return applied.map(wait -> reply.with("preference-applied", wait)).orElse(reply);
  }

  private static Reading ofParameter(String text) {
    return granted(seconds(text), new Fault(NAME, "must be " + EXPECTED));
  }

  /** Without a number it is for as long as possible. */
  private static Reading ofPreference(String text) {
    return granted(
        text.isEmpty() ? Optional.of(LONGEST) : seconds(text),
        new Fault("Prefer", "must say wait=n, " + EXPECTED));
  }

  /** What is too long is granted in part, and told so (RFC 7240), by whichever way it came. */
  private static Reading granted(Optional<Duration> wanted, Fault otherwise) {
    return wanted
        .map(time -> Bounds.atMost(time, LONGEST))
        .<Reading>map(
            time ->
                new Reading.Wanted(new WaitTime(time, Optional.of(NAME + "=" + time.toSeconds()))))
        .orElseGet(() -> new Reading.Wrong(otherwise));
  }

  private static Optional<Duration> seconds(String text) {
    return SECONDS.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }

  /**
   * The value of the first preference {@code wait}; empty text: it has none. Other preferences are
   * other people's.
   */
  private static Optional<String> preference(String header) {
    return PREFERENCE
        .matcher(header)
        .results()
        .map(one -> one.group().split(";", 2)[0].strip())
        .filter(one -> name(one).equals(NAME))
        .map(one -> unquoted(one.substring(name(one).length()).strip()))
        .findFirst();
  }

  private static String name(String preference) {
    return preference.split("[= \\t]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static String unquoted(String value) {
    var text = value.startsWith("=") ? value.substring(1).strip() : value;
    boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }
}
