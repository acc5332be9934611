package dev.darkroom.log;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One log line of a step.
 *
 * @param level {@code INFO}, or {@code WARN} for a line that an operator should look at
 * @param names of what it concerns: {@code taskId}, {@code record}, {@code provider}, {@code
 *     traceId}
 * @param outcome a fixed word, possibly with a code
 */
record Line(
    Instant at,
    String level,
    String step,
    Map<String, String> names,
    String outcome,
    Duration took,
    Measures measures) {

  /** Names in the order of the line; absent values are left out. */
  static Map<String, String> names(
      Optional<String> taskId, Optional<String> provider, Optional<String> traceId) {
    return names(taskId, Optional.empty(), provider, traceId);
  }

  /** With the version of the record that the line is about. */
  static Map<String, String> names(
      Optional<String> taskId,
      Optional<String> record,
      Optional<String> provider,
      Optional<String> traceId) {
    var names = new LinkedHashMap<String, String>();
    taskId.ifPresent(value -> names.put("taskId", value));
    record.ifPresent(value -> names.put("record", value));
    provider.ifPresent(value -> names.put("provider", value));
    traceId.ifPresent(value -> names.put("traceId", value));
    return names;
  }

  /** The line as text, for a terminal. */
  String text() {
    var words = new StringBuilder("step=").append(step);
    names.forEach((name, value) -> words.append(' ').append(name).append('=').append(value));
    return words
        .append(" outcome=")
        .append(outcome)
        .append(" millis=")
        .append(took.toMillis())
        .toString();
  }
}
