package dev.darkroom.explorer;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of a call.
 *
 * @param value of the call; of a failed one, a word
 * @param at when it came: the step's clock shows that until the next reply
 */
record Reply(Object value, boolean isFailure, Instant at) {
  static Reply of(Object value, Instant at) {
    return new Reply(value, false, at);
  }

  /** The port throws. */
  static Reply failure(String why, Instant at) {
    return new Reply(why, true, at);
  }

  /** As a clock sees it that is ahead by so much. */
  Reply skewed(Duration skew) {
    return skew.isZero() ? this : new Reply(value, isFailure, at.plus(skew));
  }
}
