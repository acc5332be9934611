package dev.darkroom.provider;

/**
 * The result of asking a provider to cancel a task. None of them says whether the task is billed: a
 * check tells.
 */
public sealed interface CancelResult {
  /** The provider will try. The task may end nevertheless as if nobody had asked. */
  record Requested() implements CancelResult {}

  /** The provider took the waiting task out of its queue: it never begins, and makes no image. */
  record Removed() implements CancelResult {}

  /** The task has ended. */
  record TooLate() implements CancelResult {}

  /** The provider knows no such task. */
  record NotKnown() implements CancelResult {}

  /** The provider cannot be asked: it has no such call. */
  record NotOffered() implements CancelResult {}

  /**
   * No readable answer. The next check asks again.
   *
   * @param why free of secrets
   */
  record Transient(String why) implements CancelResult {}
}
