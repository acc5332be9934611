package dev.darkroom.simulator.protocol;

/**
 * A no, before it is put into a provider's words.
 *
 * @param message what is wrong, where the kind does not say it
 */
public record SimulatedRefusal(Kind kind, String message) implements ParsedCreate {
  public enum Kind {
    INVALID,
    /** Found by the maker of the pictures, behind the provider. */
    INVALID_UPSTREAM,
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

  public SimulatedRefusal(Kind kind) {
    this(kind, "");
  }
}
