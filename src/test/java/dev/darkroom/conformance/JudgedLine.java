package dev.darkroom.conformance;

import dev.darkroom.conformance.LineKind.Naming;
import dev.darkroom.conformance.Transition.Write;
import java.util.Set;

/** A line whose kind is known, and that names a version of the record. */
record JudgedLine(LogLine line, LineKind kind, RecordMark mark) {

  /** The writes that may have written this version, if this line says that its step wrote it. */
  Set<Write> writes() {
    return switch (kind.naming()) {
      case Naming.Written(var writes) -> writes;
      case Naming.Published _ when mark.isTold() -> Set.of(Write.PUBLICATION);
      case Naming.Published _,
          Naming.None _,
          Naming.Read _,
          Naming.Tentative _,
          Naming.PaidCall _ ->
          Set.of();
    };
  }

  boolean isWriter() {
    return !writes().isEmpty();
  }

  boolean isPaidCall() {
    return kind.naming() instanceof Naming.PaidCall;
  }

  /** Whether the provider took the paid call, or may have taken it. */
  boolean mayBeTaken() {
    return kind.naming() instanceof Naming.PaidCall(var mayBeTaken) && mayBeTaken;
  }

  /** Whether the provider took the paid call for certain. */
  boolean isTaken() {
    return mayBeTaken() && !kind.outcome().equals("in_doubt");
  }

  boolean isRepeat() {
    return writes().contains(Write.REPEAT);
  }

  String words() {
    return line.words();
  }
}
