package dev.darkroom.notification;

/**
 * Step Functions' task tokens: each stands for one waiting state, and can be used once.
 *
 * <p>Methods throw a {@link RuntimeException} if Step Functions could not be reached or denied the
 * call: a retry may succeed.
 */
public interface TaskTokens {
  /** Output, in bytes of UTF-8 (SendTaskSuccess in Step Functions' API, read 2026-11). */
  int MOST_OUTPUT = 256 * 1024;

  /** Cause, in characters (SendTaskFailure in Step Functions' API, read 2026-11). */
  int MOST_CAUSE = 32_768;

  /**
   * Lets the state go on.
   *
   * @param output JSON, {@link #MOST_OUTPUT} at most
   */
  TokenResult succeed(String token, String output);

  /**
   * Lets the state fail.
   *
   * @param error a code that the state machine can catch
   * @param cause for a person, {@link #MOST_CAUSE} at most
   */
  TokenResult fail(String token, String error, String cause);
}
