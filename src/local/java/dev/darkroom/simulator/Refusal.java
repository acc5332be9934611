package dev.darkroom.simulator;

/**
 * A no, before it is put into a provider's words.
 *
 * @param message for {@link Kind#INVALID} what is wrong; the other kinds speak for themselves
 */
record Refusal(Kind kind, String message) implements Reading {
  enum Kind {
    INVALID,
    UNAUTHORIZED,
    QUOTA,
    /** The same with HTTP status 200. */
    QUOTA_IN_200,
    NO_ACCESS,
    NO_SUCH_PATH,
    WRONG_METHOD,
    MALFORMED_TASK_ID,
    UNKNOWN_TASK,
    FOREIGN_TASK,
    TOO_LARGE,
    THROTTLED,
    BROKEN
  }

  Refusal(Kind kind) {
    this(kind, "");
  }
}
