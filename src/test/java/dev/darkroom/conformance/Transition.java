package dev.darkroom.conformance;

import static dev.darkroom.conformance.RecordState.CANCELLED;
import static dev.darkroom.conformance.RecordState.CANCELLED_DROP;
import static dev.darkroom.conformance.RecordState.CANCELLED_KEEP;
import static dev.darkroom.conformance.RecordState.CLAIMED;
import static dev.darkroom.conformance.RecordState.FAILED;
import static dev.darkroom.conformance.RecordState.FINAL;
import static dev.darkroom.conformance.RecordState.IN_DOUBT;
import static dev.darkroom.conformance.RecordState.LATE;
import static dev.darkroom.conformance.RecordState.NOT_ACCEPTED;
import static dev.darkroom.conformance.RecordState.PARTIAL;
import static dev.darkroom.conformance.RecordState.PENDING;
import static dev.darkroom.conformance.RecordState.PROVISIONAL;
import static dev.darkroom.conformance.RecordState.RESULT_KNOWN;
import static dev.darkroom.conformance.RecordState.SUBMITTED;
import static dev.darkroom.conformance.RecordState.SUCCEEDED;
import static dev.darkroom.conformance.RecordState.UNSPENT;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One write of a record, from one version to the next.
 *
 * @param write what writes; several transitions may be of one write
 * @param from any of these states
 * @param to empty: the same state
 * @param telling what becomes of "told"
 */
record Transition(Write write, Set<RecordState> from, Optional<RecordState> to, Telling telling) {

  /** What becomes of "told" with a write. */
  enum Telling {
    /** It stays as it is. */
    SAME,
    /** The outcome is told now, and was not before. */
    TOLD,
    /** It is to be told, whatever was told before. */
    UNTOLD,
    /** Whoever waits knows already, or is to be told. */
    EITHER
  }

  /** What writes a record. Whoever has a line of its own names the version that it wrote. */
  enum Write {
    PROGRESS("a subscriber, a hint, progress, an attempt to publish, the end of a fallback"),
    FALLBACK("the next provider is asked"),
    ACCEPTED("the reference that the paid call named"),
    FINISHED("the result that the paid call brought"),
    DOUBT("the paid call has no readable answer"),
    NOT_ACCEPTED("no provider took it"),
    CLOSED_UNSPENT("no provider took a cancelled task"),
    FOUND("the reference that a callback or a repeat named"),
    ABANDONED_CLAIM("`submission claim_abandoned`, `settlement in_doubt`"),
    REPEAT("`settlement repeated:…`"),
    DELIVERY("`settlement succeeded`, `partial`"),
    FAILURE("`settlement failed`"),
    GIVEN_UP("`settlement gave_up`"),
    CLOSED("`settlement closed`"),
    PUBLICATION("`notification succeeded`, `partial`, `failed`, `cancelled`, with `:told`"),
    CANCEL("`control cancelled:…`"),
    ATTACH("`control attached`"),
    ABANDON("`control abandoned`"),
    REPLAY("`control replay:…`"),
    SURRENDER("`submission given_up`: the first version of its claim");

    private final String text;

    Write(String text) {
      this.text = text;
    }

    /** For the page. */
    String text() {
      return text;
    }

    /** Whether it has a line that names the version that it wrote. */
    boolean hasLine() {
      return text.startsWith("`");
    }
  }

  /** The model. */
  static final List<Transition> ALL =
      List.of(
          same(Write.PROGRESS, EnumSet.allOf(RecordState.class), Telling.SAME),
          to(CLAIMED, Write.FALLBACK, Telling.UNTOLD, CLAIMED),
          to(SUBMITTED, Write.ACCEPTED, Telling.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          same(Write.ACCEPTED, PENDING, Telling.SAME),
          to(RESULT_KNOWN, Write.FINISHED, Telling.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          same(Write.FINISHED, EnumSet.of(PROVISIONAL, CANCELLED_KEEP), Telling.SAME),
          to(CANCELLED, Write.FINISHED, Telling.SAME, CANCELLED_DROP),
          to(IN_DOUBT, Write.DOUBT, Telling.UNTOLD, CLAIMED),
          to(NOT_ACCEPTED, Write.NOT_ACCEPTED, Telling.EITHER, CLAIMED),
          to(UNSPENT, Write.CLOSED_UNSPENT, Telling.SAME, CANCELLED_KEEP, CANCELLED_DROP),
          to(SUBMITTED, Write.FOUND, Telling.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          same(Write.FOUND, PENDING, Telling.SAME),
          to(IN_DOUBT, Write.ABANDONED_CLAIM, Telling.UNTOLD, CLAIMED),
          to(IN_DOUBT, Write.REPEAT, Telling.UNTOLD, IN_DOUBT),
          to(SUCCEEDED, Write.DELIVERY, Telling.UNTOLD, SUBMITTED, RESULT_KNOWN),
          to(PARTIAL, Write.DELIVERY, Telling.UNTOLD, SUBMITTED, RESULT_KNOWN),
          to(LATE, Write.DELIVERY, Telling.UNTOLD, PROVISIONAL, CANCELLED_KEEP),
          to(FAILED, Write.FAILURE, Telling.UNTOLD, SUBMITTED, RESULT_KNOWN),
          to(PROVISIONAL, Write.FAILURE, Telling.UNTOLD, SUBMITTED),
          to(NOT_ACCEPTED, Write.FAILURE, Telling.UNTOLD, IN_DOUBT),
          to(PROVISIONAL, Write.GIVEN_UP, Telling.UNTOLD, IN_DOUBT),
          to(FAILED, Write.CLOSED, Telling.SAME, PROVISIONAL),
          to(CANCELLED, Write.CLOSED, Telling.SAME, CANCELLED_KEEP, CANCELLED_DROP),
          same(Write.PUBLICATION, FINAL, Telling.TOLD),
          to(CANCELLED_KEEP, Write.CANCEL, Telling.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          to(CANCELLED_DROP, Write.CANCEL, Telling.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          to(UNSPENT, Write.CANCEL, Telling.UNTOLD, NOT_ACCEPTED),
          to(SUBMITTED, Write.ATTACH, Telling.UNTOLD, CLAIMED, IN_DOUBT),
          same(Write.ATTACH, PENDING, Telling.SAME),
          to(FAILED, Write.ABANDON, Telling.UNTOLD, CLAIMED, IN_DOUBT),
          to(FAILED, Write.ABANDON, Telling.SAME, PROVISIONAL),
          to(CANCELLED, Write.ABANDON, Telling.SAME, CANCELLED_KEEP, CANCELLED_DROP),
          same(Write.REPLAY, FINAL, Telling.UNTOLD));

  private static Transition to(
      RecordState to, Write write, Telling telling, RecordState first, RecordState... more) {
    return new Transition(write, EnumSet.of(first, more), Optional.of(to), telling);
  }

  private static Transition same(Write write, Set<RecordState> from, Telling telling) {
    return new Transition(write, from, Optional.empty(), telling);
  }

  /** What the record may say after this write. */
  Possible after(Possible before) {
    var after = Possible.NOTHING;
    for (var state : from) {
      for (boolean isTold : new boolean[] {false, true}) {
        if (before.has(state, isTold)) {
          after = after.or(after(to.orElse(state), isTold));
        }
      }
    }
    return after;
  }

  private Possible after(RecordState next, boolean wasTold) {
    return switch (telling) {
      case SAME -> Possible.of(next, wasTold);
      case TOLD -> wasTold ? Possible.NOTHING : Possible.of(next, true);
      case UNTOLD -> Possible.of(next, false);
      case EITHER -> Possible.of(next, false).or(Possible.of(next, true));
    };
  }
}
