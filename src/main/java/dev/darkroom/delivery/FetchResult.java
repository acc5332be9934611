package dev.darkroom.delivery;

import dev.darkroom.task.ErrorCode;

/** The result of following a link. Reasons never repeat the link. */
sealed interface FetchResult {

  /** Everything that came is in the spool. */
  record Spooled(Extent extent) implements FetchResult {}

  /**
   * Failed, and a retry may succeed.
   *
   * @param ifOver the code of the missing image, once its link has expired
   */
  record Transient(ErrorCode ifOver, String why) implements FetchResult {
    Transient(String why) {
      this(ErrorCode.RESULT_UNAVAILABLE, why);
    }
  }

  /** Failed, and no retry can succeed. */
  record Permanent(ErrorCode code, String why) implements FetchResult {}

  /** How much is known about the length of what came. */
  enum Extent {
    /** The host did not say how much there is. */
    UNANNOUNCED,
    /** The host said how much there is, and all of it came. */
    ANNOUNCED,
    /** The provider's answer itself held the image: there is no other copy to wait for. */
    INLINE
  }
}
