package dev.darkroom.conformance;

import java.util.Optional;

/**
 * One line of a step.
 *
 * @param number of the text line in the input that it was found in, from 1
 * @param at when it was written, in its own words; it decides nothing
 * @param task the task's id; empty where the line concerns none
 * @param record the version that it is about, as text; empty where it names none
 */
record LogLine(
    long number,
    Optional<String> at,
    String step,
    String outcome,
    Optional<String> task,
    Optional<String> provider,
    Optional<String> record) {

  /** The same line at another place. */
  LogLine numbered(long other) {
    return new LogLine(other, at, step, outcome, task, provider, record);
  }

  /** For messages: where it is, and what it says. */
  String words() {
    return "line %d%s, \"%s %s\"%s%s"
        .formatted(
            number,
            at.map(time -> " at " + time).orElse(""),
            step,
            outcome,
            provider.map(name -> " by " + name).orElse(""),
            record.map(mark -> " of " + mark).orElse(""));
  }
}
