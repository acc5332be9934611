package dev.darkroom.conformance;

import dev.darkroom.conformance.Transition.Write;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which versions of a record may follow which.
 *
 * @param isComplete whether every line is there. If not, a write may have lost its line with its
 *     process
 * @param isFromStart whether records begin with a claim. Those of tests may be made by hand
 */
record Model(boolean isComplete, boolean isFromStart) {
  /** More writes than that change nothing any more: every state has been reached. */
  private static final long MOST_STEPS = 32;

  /** What a record may say at its first version. */
  static Possible first() {
    return Possible.untold(EnumSet.of(RecordState.CLAIMED, RecordState.NOT_ACCEPTED));
  }

  /** What a record may say at any version after its first lines were lost. */
  Possible any() {
    return isFromStart ? after(first(), MOST_STEPS) : Possible.ANYTHING;
  }

  /** What the record may say after this many writes of which no line is there. */
  Possible after(Possible before, long steps) {
    var now = before;
    for (long step = 0; step < Math.min(steps, MOST_STEPS); step++) {
      now = step(now, write -> !isComplete || !write.hasLine());
    }
    return now;
  }

  /** What the record may say after one of these writes. */
  static Possible after(Possible before, Set<Write> writes) {
    return step(before, writes::contains);
  }

  private static Possible step(Possible before, Predicate<Write> writes) {
    return Transition.ALL.stream()
        .filter(one -> writes.test(one.write()))
        .map(one -> one.after(before))
        .reduce(Possible.NOTHING, Possible::or);
  }
}
