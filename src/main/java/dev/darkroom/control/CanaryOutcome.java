package dev.darkroom.control;

import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderId;

/** The result of a canary. */
public sealed interface CanaryOutcome {
  /** What was seen is recorded. */
  record Recorded(CanaryRecord seen) implements CanaryOutcome {}

  /** There is no provider of this name. */
  record NoSuchProvider() implements CanaryOutcome {}

  /** The provider takes no idempotency keys: there is nothing to find out. */
  record WithoutKeys(ProviderId provider) implements CanaryOutcome {}

  /**
   * The provider is off.
   *
   * @param why what an operator has to set
   */
  record Off(ProviderId provider, String why) implements CanaryOutcome {}

  /**
   * A call failed. Nothing is recorded: what was recorded before still counts.
   *
   * @param isTransient whether nothing was spent, and a later try may succeed
   * @param why free of secrets
   */
  record Failed(ProviderId provider, boolean isTransient, String why) implements CanaryOutcome {}
}
