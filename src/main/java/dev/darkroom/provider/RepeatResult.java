package dev.darkroom.provider;

import dev.darkroom.provider.SubmitResult.Accepted;

/** The result of a paid call that was sent once more. */
public sealed interface RepeatResult {
  /**
   * The provider named the task.
   *
   * @param isReplay whether it said that this is the answer to the first call
   */
  record Taken(Accepted accepted, boolean isReplay) implements RepeatResult {}

  /**
   * Provably never left.
   *
   * @param why free of secrets
   */
  record NotSent(String why) implements RepeatResult {}

  /**
   * Any other answer, or none: the call stays in doubt, and is never sent again.
   *
   * @param why free of secrets
   */
  record InDoubt(String why) implements RepeatResult {}
}
