package dev.darkroom.local;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What became of one event, in the words of the page: {@code succeeded}, {@code failed: …}, or the
 * answer that turned it away; and how often it was paid for.
 *
 * @param record as it is at the end; empty: it never became a task
 */
record Outcome(Optional<Response> record, String words, int paid) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Nothing that still happens by itself takes longer here; then time is moved on. */
  private static final Duration QUIET = Duration.ofMillis(1500);

  private static final Duration STEP = Duration.ofSeconds(90);

  /** Submits, and waits for the end of it; the sweep and the deadline come early. */
  static Outcome of(String id, Map<String, Object> event) {
    var answer = Caller.submit(id, event);
    if (answer.statusCode() == 503) {
      var again = Caller.submit(id, event);
      var refused = "503 " + answer.path("code");
      return again.statusCode() == 503
          ? new Outcome(Optional.empty(), refused, paid(id))
          : ended(id, refused + ", again: ");
    }
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.asString());
    }
    boolean inDoubt = "in_doubt".equals(answer.path("status"));
    return ended(id, inDoubt ? "in doubt, then " : "");
  }

  private static Outcome ended(String id, String before) {
    var record = awaitEnd(id);
    return new Outcome(Optional.of(record), before + words(record), paid(id));
  }

  private static Response awaitEnd(String id) {
    var end = Instant.now().plus(PATIENCE);
    var quiet = Instant.now().plus(QUIET);
    while (true) {
      var record = Caller.generation(id);
      if (List.of("succeeded", "failed").contains(record.<String>path("status"))) {
        return record;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("still not so: " + record.asString());
      }
      if (Instant.now().isAfter(quiet)) {
        MovableClock.advance(STEP);
        quiet = Instant.now().plus(QUIET);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static String words(Response record) {
    if (record.path("status").equals("failed")) {
      boolean isProvisional = record.path("error.provisional");
      return "failed: " + record.path("error.code") + (isProvisional ? " (provisional)" : "");
    }
    var found = new ArrayList<String>();
    for (var one : record.<List<Map<String, String>>>path("adjustments")) {
      found.add(
          "%s %s → %s"
              .formatted(one.get("field"), one.get("requested"), one.getOrDefault("actual", "?")));
    }
    return "succeeded" + (found.isEmpty() ? "" : " (" + String.join(", ", found) + ")");
  }

  private static int paid(String id) {
    return LocalWorld.simulator().accepted("[" + id + "]");
  }
}
