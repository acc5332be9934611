package dev.darkroom.intake;

import dev.darkroom.task.Rejection;

/**
 * What a person's decision says, or what is wrong with it.
 *
 * @param <T> the decision
 */
public sealed interface DecisionResult<T> {
  /** It can be followed. */
  record Understood<T>(T decision) implements DecisionResult<T> {}

  /**
   * The body is larger than a decision may be. Nothing was done.
   *
   * @param limit in bytes
   */
  record TooLarge<T>(int limit) implements DecisionResult<T> {}

  /** Nothing was done. */
  record Invalid<T>(Rejection rejection) implements DecisionResult<T> {}
}
