package dev.darkroom.notification;

/**
 * Step Functions' task tokens: each stands for one state that waits, and can be used once.
 *
 * <p>Methods throw a {@link RuntimeException} if Step Functions was not to be had or did not let
 * us: another try may do.
 */
public interface TaskTokens {
  /** Output, in bytes of UTF-8 (SendTaskSuccess in Step Functions' API, read 2026-11). */
  int MOST_OUTPUT = 256 * 1024;

  /** Cause, in characters (SendTaskFailure in Step Functions' API, read 2026-11). */
  int MOST_CAUSE = 32_768;

  /**
   * The state goes on.
   *
   * @param output JSON, {@link #MOST_OUTPUT} at most
   */
  Use succeed(String token, String output);

  /**
   * The state fails.
   *
   * @param error a code that the state machine can catch
   * @param cause for a person, {@link #MOST_CAUSE} at most
   */
  Use fail(String token, String error, String cause);

  /** What became of using a token. */
  sealed interface Use {
    /** It was taken. */
    record Used() implements Use {}

    /** Nobody waits there: it was used before, timed out, or never was one. */
    record Gone(String why) implements Use {}
  }
}
