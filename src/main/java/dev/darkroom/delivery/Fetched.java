package dev.darkroom.delivery;

import dev.darkroom.task.ErrorCode;

/** What became of following a link. Reasons never repeat the link. */
sealed interface Fetched {

  /** All that came is in the spool. */
  record Spooled(Extent extent) implements Fetched {}

  /**
   * Not just now.
   *
   * @param ifOver what the image is missing as, once its link's life is over
   */
  record NotNow(ErrorCode ifOver, String why) implements Fetched {
    NotNow(String why) {
      this(ErrorCode.RESULT_UNAVAILABLE, why);
    }
  }

  /** Not ever. */
  record Never(ErrorCode code, String why) implements Fetched {}

  /** How much is known about the length of what came. */
  enum Extent {
    /** The host did not say how much there is. */
    UNANNOUNCED,
    /** The host said how much there is, and all of it came. */
    ANNOUNCED,
    /** It stood in the provider's answer itself: there is no other copy to wait for. */
    INLINE
  }
}
