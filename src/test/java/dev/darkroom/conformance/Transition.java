package dev.darkroom.conformance;

import static dev.darkroom.conformance.RecordState.AT_PROVIDER;
import static dev.darkroom.conformance.RecordState.CANCELLED;
import static dev.darkroom.conformance.RecordState.CANCELLED_DROP;
import static dev.darkroom.conformance.RecordState.CANCELLED_KEEP;
import static dev.darkroom.conformance.RecordState.CLAIMED;
import static dev.darkroom.conformance.RecordState.CLOSED;
import static dev.darkroom.conformance.RecordState.DELETED;
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
import static dev.darkroom.conformance.RecordState.THERE;
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
 * @param told what becomes of "told"
 */
record Transition(Write write, Set<RecordState> from, Optional<RecordState> to, ToldEffect told) {

  /** What becomes of "told" with a write. */
  enum ToldEffect {
    /** It stays as it is. */
    SAME,
    /** The outcome is told now, and was not before. */
    TOLD,
    /** It is to be told, whatever was told before. */
    UNTOLD,
    /** Whoever waits knows already, or is to be told. */
    EITHER,
    /** It was told, and there is nothing more to tell. */
    OVER
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
    LEFTOVERS("`settlement leftovers:…`"),
    REPLAY("`control replay:…`"),
    DELETION("`control deleted`"),
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
          same(Write.PROGRESS, THERE, ToldEffect.SAME),
          to(CLAIMED, Write.FALLBACK, ToldEffect.UNTOLD, CLAIMED),
          to(SUBMITTED, Write.ACCEPTED, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          same(Write.ACCEPTED, PENDING, ToldEffect.SAME),
          to(RESULT_KNOWN, Write.FINISHED, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          same(Write.FINISHED, EnumSet.of(PROVISIONAL, CANCELLED_KEEP), ToldEffect.SAME),
          to(CANCELLED, Write.FINISHED, ToldEffect.SAME, CANCELLED_DROP),
          to(IN_DOUBT, Write.DOUBT, ToldEffect.UNTOLD, CLAIMED),
          to(NOT_ACCEPTED, Write.NOT_ACCEPTED, ToldEffect.EITHER, CLAIMED),
          to(UNSPENT, Write.CLOSED_UNSPENT, ToldEffect.SAME, CANCELLED_KEEP, CANCELLED_DROP),
          to(SUBMITTED, Write.FOUND, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          same(Write.FOUND, PENDING, ToldEffect.SAME),
          to(IN_DOUBT, Write.ABANDONED_CLAIM, ToldEffect.UNTOLD, CLAIMED),
          to(IN_DOUBT, Write.REPEAT, ToldEffect.UNTOLD, IN_DOUBT),
          to(SUCCEEDED, Write.DELIVERY, ToldEffect.UNTOLD, SUBMITTED, RESULT_KNOWN),
          to(PARTIAL, Write.DELIVERY, ToldEffect.UNTOLD, SUBMITTED, RESULT_KNOWN),
          to(LATE, Write.DELIVERY, ToldEffect.UNTOLD, PROVISIONAL, CANCELLED_KEEP),
          to(FAILED, Write.FAILURE, ToldEffect.UNTOLD, SUBMITTED, RESULT_KNOWN),
          to(PROVISIONAL, Write.FAILURE, ToldEffect.UNTOLD, SUBMITTED),
          to(NOT_ACCEPTED, Write.FAILURE, ToldEffect.UNTOLD, IN_DOUBT),
          to(PROVISIONAL, Write.GIVEN_UP, ToldEffect.UNTOLD, IN_DOUBT),
          to(FAILED, Write.CLOSED, ToldEffect.SAME, PROVISIONAL),
          to(CANCELLED, Write.CLOSED, ToldEffect.SAME, CANCELLED_KEEP, CANCELLED_DROP),
          same(Write.PUBLICATION, FINAL, ToldEffect.TOLD),
          to(CANCELLED_KEEP, Write.CANCEL, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          to(CANCELLED_DROP, Write.CANCEL, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT, SUBMITTED),
          to(UNSPENT, Write.CANCEL, ToldEffect.UNTOLD, NOT_ACCEPTED),
          to(SUBMITTED, Write.ATTACH, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT),
          same(Write.ATTACH, PENDING, ToldEffect.SAME),
          to(PROVISIONAL, Write.ABANDON, ToldEffect.UNTOLD, CLAIMED, IN_DOUBT),
          same(Write.ABANDON, PENDING, ToldEffect.SAME),
          same(Write.LEFTOVERS, AT_PROVIDER, ToldEffect.SAME),
          same(Write.REPLAY, FINAL, ToldEffect.UNTOLD),
          new Transition(Write.DELETION, CLOSED, Optional.of(DELETED), ToldEffect.OVER));

  private static Transition to(
      RecordState to, Write write, ToldEffect told, RecordState first, RecordState... more) {
    return new Transition(write, EnumSet.of(first, more), Optional.of(to), told);
  }

  private static Transition same(Write write, Set<RecordState> from, ToldEffect told) {
    return new Transition(write, from, Optional.empty(), told);
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
    return switch (told) {
      case SAME -> Possible.of(next, wasTold);
      case TOLD -> wasTold ? Possible.NOTHING : Possible.of(next, true);
      case UNTOLD -> Possible.of(next, false);
      case OVER -> wasTold ? Possible.of(next, false) : Possible.NOTHING;
      case EITHER -> Possible.of(next, false).or(Possible.of(next, true));
    };
  }
}
