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

import dev.darkroom.conformance.LineKind.Naming;
import dev.darkroom.conformance.LineKind.Told;
import dev.darkroom.conformance.Transition.Write;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every line that a step may write, and what it says about its record. */
final class LineKinds {
  /** All of them; the first one that fits a line counts. */
  static final List<LineKind> ALL = new LineKinds().all();

  private final List<LineKind> kinds = new ArrayList<>();

  private LineKinds() {}

  static Optional<LineKind> of(String step, String outcome) {
    return ALL.stream().filter(kind -> kind.is(step, outcome)).findFirst();
  }

  private List<LineKind> all() {
    withoutRecord();
    submission();
    outcomes();
    checks();
    doubts();
    publications();
    decisions();
    return List.copyOf(kinds);
  }

  private void withoutRecord() {
    none("intake", "refused:");
    none("callback", "queued", "forged", "signature_unverifiable");
    none("sweep", "queued:", "overtaken:", "dead_letters:");
    none("submission", "check_not_queued:");
    none("settlement", "put_back:", "bucket_unseen:", "reference_outlived:", "emptied:");
    none("control", "canary:", "canary_not_recorded:", "canary_not_read_back:");
  }

  private void submission() {
    call("accepted", true);
    call("finished", true);
    call("in_doubt", true);
    call("not_now:", false);
    call("refused:", false);
    read("submission", "repeated", THERE);
    written("submission", "claim_abandoned", Write.ABANDONED_CLAIM, IN_DOUBT);
    written("submission", "given_up", Write.SURRENDER, NOT_ACCEPTED);
    tentative("submission", "claim_unanswered:");
    tentative("submission", "write_unanswered:");
    read("submission", "reference_not_written:", EnumSet.of(CLAIMED));
    read("submission", "reference_not_owned:", EnumSet.range(SUBMITTED, UNSPENT));
    read("submission", "reference_of_another_task", EnumSet.range(SUBMITTED, UNSPENT));
  }

  private void outcomes() {
    written("settlement", "succeeded", Write.DELIVERY, SUCCEEDED, LATE);
    written("settlement", "partial", Write.DELIVERY, PARTIAL, LATE);
    written("settlement", "failed", Write.FAILURE, FAILED, PROVISIONAL, NOT_ACCEPTED);
    written("settlement", "gave_up", Write.GIVEN_UP, PROVISIONAL);
    written("settlement", "in_doubt", Write.ABANDONED_CLAIM, IN_DOUBT);
    add(
        "settlement",
        "closed",
        new Naming.Written(EnumSet.of(Write.CLOSED)),
        EnumSet.of(FAILED, CANCELLED),
        Told.EITHER);
    add(
        "settlement",
        "leftovers:",
        new Naming.Written(EnumSet.of(Write.LEFTOVERS)),
        AT_PROVIDER,
        Told.EITHER);
  }

  private void checks() {
    var unfinished = with(PENDING, CLAIMED, IN_DOUBT);
    read("settlement", "still_running", with(unfinished, SUBMITTED));
    read(
        "settlement",
        "delivery_pending:",
        EnumSet.of(SUBMITTED, RESULT_KNOWN, CLAIMED, IN_DOUBT, PROVISIONAL, CANCELLED_KEEP));
    read("settlement", "hint_open", unfinished);
    read("settlement", "awaiting_end", PENDING);
    read("settlement", "still_in_doubt", EnumSet.of(IN_DOUBT));
    read("settlement", "still_submitting", EnumSet.of(CLAIMED));
    read("settlement", "lost_race", THERE);
    read("settlement", "check_broken:", THERE);
    read("settlement", "check_not_queued:", THERE);
    read("settlement", "cancel_broken:", EnumSet.of(CANCELLED_KEEP, CANCELLED_DROP));
    add("settlement", "unmatched", new Naming.Read(true), unfinished, Told.EITHER);
    add("settlement", "already_settled", new Naming.Read(false), FINAL, Told.YES);
    add("settlement", "told", new Naming.Read(false), CLOSED, Told.YES);
    add("settlement", "not_told_yet", new Naming.Read(false), FINAL, Told.NO);
  }

  private void doubts() {
    for (var result : List.of("replay", "taken", "not_sent", "in_doubt")) {
      written("settlement", "repeated:" + result, Write.REPEAT, IN_DOUBT);
    }
    for (var word :
        List.of(
            "list:",
            "canary_unreadable:",
            "list_broken:",
            "list_not_weighed:",
            "reference_not_owned:",
            "reference_not_written:",
            "reference_queued:",
            "trust_withdrawn:",
            "trust_not_withdrawn:")) {
      read("settlement", word, EnumSet.of(IN_DOUBT));
    }
  }

  private void publications() {
    for (var status : List.of("succeeded", "partial", "failed", "cancelled")) {
      var states = EnumSet.copyOf(THERE);
      states.removeIf(state -> !state.isToldAs(status));
      add("notification", status, new Naming.Published(), states, Told.EITHER);
    }
    add("notification", "not_yet:", new Naming.Read(false), FINAL, Told.NO);
  }

  private void decisions() {
    written("control", "cancelled:keep", Write.CANCEL, CANCELLED_KEEP, UNSPENT);
    written("control", "cancelled:drop", Write.CANCEL, CANCELLED_DROP, UNSPENT);
    add(
        "control",
        "attached",
        new Naming.Written(EnumSet.of(Write.ATTACH)),
        with(PENDING, SUBMITTED),
        Told.EITHER);
    add(
        "control",
        "abandoned",
        new Naming.Written(EnumSet.of(Write.ABANDON)),
        PENDING,
        Told.EITHER);
    add("control", "replay:", new Naming.Written(EnumSet.of(Write.REPLAY)), FINAL, Told.NO);
    written("control", "deleted", Write.DELETION, DELETED);
    read("control", "recheck", THERE);
    read("control", "check_not_queued:", THERE);
    read("control", "letters_hidden:", THERE);
  }

  private void none(String step, String... outcomes) {
    for (var outcome : outcomes) {
      add(step, outcome, new Naming.None(), Set.of(), Told.EITHER);
    }
  }

  private void call(String outcome, boolean mayBeTaken) {
    add("submission", outcome, new Naming.PaidCall(mayBeTaken), EnumSet.of(CLAIMED), Told.NO);
  }

  private void read(String step, String outcome, Set<RecordState> states) {
    add(step, outcome, new Naming.Read(false), states, Told.EITHER);
  }

  private void tentative(String step, String outcome) {
    add(step, outcome, new Naming.Tentative(), THERE, Told.EITHER);
  }

  private void written(
      String step, String outcome, Write write, RecordState first, RecordState... more) {
    add(step, outcome, new Naming.Written(EnumSet.of(write)), EnumSet.of(first, more), Told.NO);
  }

  private void add(
      String step, String outcome, Naming naming, Set<RecordState> states, Told telling) {
    kinds.add(new LineKind(step, outcome, naming, states, telling));
  }

  private static Set<RecordState> with(Set<RecordState> some, RecordState... more) {
    var all = EnumSet.copyOf(some);
    all.addAll(List.of(more));
    return all;
  }
}
