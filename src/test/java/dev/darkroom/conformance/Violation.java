package dev.darkroom.conformance;

/**
 * One line that the model does not allow.
 *
 * @param task the task's id, or a dash
 * @param line of the input, from 1
 * @param rule its name in {@code src/docs/conformance.md}
 * @param why in words, with the lines concerned
 */
public record Violation(String task, long line, String rule, String why) {
  @Override
  public String toString() {
    return "task %s, line %d: %s: %s".formatted(task, line, rule, why);
  }
}
