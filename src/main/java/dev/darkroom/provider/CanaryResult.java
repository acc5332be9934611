package dev.darkroom.provider;

import dev.darkroom.task.AccountFingerprint;

/** The result of two paid calls with one key. */
public sealed interface CanaryResult {
  /**
   * Both calls were answered.
   *
   * @param seen in a few words, free of secrets
   */
  record Observed(AccountFingerprint account, boolean isHonoured, String seen)
      implements CanaryResult {}

  /**
   * Nothing is known.
   *
   * @param isTransient whether nothing was spent, and a later try may succeed
   * @param why free of secrets
   */
  record Failed(boolean isTransient, String why) implements CanaryResult {}
}
