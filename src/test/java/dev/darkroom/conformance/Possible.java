package dev.darkroom.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What a record may say at one version: a set of states, each told or not.
 *
 * @param bits two for each state: not told, told
 */
record Possible(long bits) {
  static final Possible NOTHING = new Possible(0);

  static final Possible ANYTHING =
      Arrays.stream(RecordState.values())
          .map(state -> state.isFinal() ? of(state, false).or(of(state, true)) : of(state, false))
          .reduce(NOTHING, Possible::or);

  @SuppressWarnings("EnumOrdinal") // a set in memory: no bit outlives this process
  static Possible of(RecordState state, boolean isTold) {
    return new Possible(1L << (2 * state.ordinal() + (isTold ? 1 : 0)));
  }

  /** Exactly what the mark says. */
  static Possible of(RecordMark mark) {
    return of(mark.state(), mark.isTold());
  }

  /** These states, not told. */
  static Possible untold(Collection<RecordState> states) {
    return states.stream().map(state -> of(state, false)).reduce(NOTHING, Possible::or);
  }

  Possible or(Possible other) {
    return new Possible(bits | other.bits);
  }

  Possible and(Possible other) {
    return new Possible(bits & other.bits);
  }

  boolean isNothing() {
    return bits == 0;
  }

  boolean has(RecordState state, boolean isTold) {
    return !and(of(state, isTold)).isNothing();
  }

  /** For people: every state in it. */
  List<String> words() {
    var words = new ArrayList<String>();
    for (var state : RecordState.values()) {
      if (has(state, false)) {
        words.add(state.word());
      }
      if (has(state, true)) {
        words.add(state.word() + ":told");
      }
    }
    return words;
  }
}
