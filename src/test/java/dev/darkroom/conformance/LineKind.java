package dev.darkroom.conformance;

import dev.darkroom.conformance.Transition.Write;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a line of one outcome says about its record.
 *
 * @param step as the line names it
 * @param outcome the word; with a colon at its end, anything may follow
 * @param naming which version of the record the line names
 * @param states that this version may have; empty: the line names no record
 * @param telling what it may say of "told"
 */
record LineKind(String step, String outcome, Naming naming, Set<RecordState> states, Told telling) {
  LineKind {
    states = states.isEmpty() ? Set.of() : EnumSet.copyOf(states);
  }

  /** Which version of the record a line names. */
  sealed interface Naming {
    /** None. */
    record None() implements Naming {}

    /**
     * The one that the step read.
     *
     * @param isOptional whether there may be no such task
     */
    record Read(boolean isOptional) implements Naming {}

    /** One that may never have been written: the store did not answer. */
    record Tentative() implements Naming {}

    /** The claim that a paid call was made for; whether the provider may have taken it. */
    record PaidCall(boolean mayBeTaken) implements Naming {}

    /** The one that the step wrote, by one of these writes. */
    record Written(Set<Write> writes) implements Naming {
      public Written {
        writes = EnumSet.copyOf(writes);
      }
    }

    /** The one that was published; whether it was recorded so shows in the version itself. */
    record Published() implements Naming {}
  }

  /** What a line may say of "told". */
  enum Told {
    EITHER,
    YES,
    NO;

    boolean allows(boolean isTold) {
      return this == EITHER || (this == YES) == isTold;
    }
  }

  /** Whether a line is of this kind. */
  boolean is(String lineStep, String lineOutcome) {
    return step.equals(lineStep)
        && (outcome.endsWith(":")
            ? lineOutcome.startsWith(outcome) && lineOutcome.length() > outcome.length()
            : lineOutcome.equals(outcome));
  }

  /** Whether the line of this kind may be about this version. */
  boolean allows(RecordMark mark) {
    return states.contains(mark.state()) && telling.allows(mark.isTold());
  }
}
