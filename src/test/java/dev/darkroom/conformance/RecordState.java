package dev.darkroom.conformance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a record stands, in the words of a line. */
enum RecordState {
  CLAIMED,
  SUBMITTED,
  RESULT_KNOWN,
  IN_DOUBT,
  SUCCEEDED,
  PARTIAL,
  /** Delivered after another outcome was told. */
  LATE,
  NOT_ACCEPTED,
  FAILED,
  PROVISIONAL,
  /** Cancelled; images that still come are stored. */
  CANCELLED_KEEP,
  /** Cancelled; images that still come are not stored. */
  CANCELLED_DROP,
  CANCELLED,
  /** Cancelled, and no provider took it. */
  UNSPENT,
  /** A tombstone is in the place of the record. */
  DELETED;

  /** States of a record that is there. */
  static final Set<RecordState> THERE = EnumSet.range(CLAIMED, UNSPENT);

  /** States of which nothing is told yet. */
  static final Set<RecordState> OPEN = EnumSet.of(CLAIMED, SUBMITTED, RESULT_KNOWN, IN_DOUBT);

  /** States with an outcome. */
  static final Set<RecordState> FINAL = EnumSet.range(SUCCEEDED, UNSPENT);

  /** States with an outcome that images may still change. */
  static final Set<RecordState> PENDING = EnumSet.of(PROVISIONAL, CANCELLED_KEEP, CANCELLED_DROP);

  /** States in which a check may have stored images. */
  static final Set<RecordState> AT_PROVIDER =
      EnumSet.of(
          SUBMITTED,
          RESULT_KNOWN,
          PROVISIONAL,
          CANCELLED_KEEP,
          CANCELLED_DROP,
          SUCCEEDED,
          PARTIAL,
          LATE,
          FAILED,
          CANCELLED);

  /** States that say that no provider took it. */
  static final Set<RecordState> UNPAID = EnumSet.of(NOT_ACCEPTED, UNSPENT);

  /** States with an outcome that images may not change any more. */
  static final Set<RecordState> CLOSED = closed();

  private static Set<RecordState> closed() {
    var closed = EnumSet.copyOf(FINAL);
    closed.removeAll(PENDING);
    return closed;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RecordState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }

  boolean isFinal() {
    return FINAL.contains(this);
  }

  /** Whether the outcome that is told of this state has that word. */
  boolean isToldAs(String word) {
    return switch (this) {
      case CLAIMED, SUBMITTED, RESULT_KNOWN, IN_DOUBT, DELETED -> false;
      case SUCCEEDED -> word.equals("succeeded");
      case PARTIAL -> word.equals("partial");
      case LATE -> word.equals("succeeded") || word.equals("partial");
      case NOT_ACCEPTED, FAILED, PROVISIONAL -> word.equals("failed");
      case CANCELLED_KEEP, CANCELLED_DROP, CANCELLED, UNSPENT -> word.equals("cancelled");
    };
  }
}
