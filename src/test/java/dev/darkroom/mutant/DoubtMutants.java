package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in how the fate of a paid call is learnt. */
final class DoubtMutants {
  private DoubtMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "settlement/DoubtHealer.java",
            ".filter(record -> record.isTrustedFor(sent.account()));",
            ".or(() -> java.util.Optional.of(new CanaryRecord(doubt.provider().id(), true, sent.account(), clock.instant(), \"\")));",
            "a call is repeated without a canary",
            test("settlement.RepeatedCallTest#nothingIsRepeatedWithoutACanary")),
        new Mutant(
            "settlement/DoubtHealer.java",
            "case Alike() -> {\n        note(doubt, \"list:alike\");\n        yield again(doubt, Optional.empty());\n      }",
            "case Alike() -> notTaken(doubt);",
            "a likeness in the list counts as nothing taken",
            test("settlement.ListEvidenceTest#aTaskLikeItProvesNothingAndIsNeverAttached")),
        new Mutant(
            "settlement/DoubtHealer.java",
            "note(doubt, \"list:\" + why);\n        yield again(doubt, notBefore);",
            "yield notTaken(doubt);",
            "an unreadable list counts as nothing taken",
            explorer("keys unseen")),
        new Mutant(
            "settlement/DoubtHealer.java",
            "if (untilRepeat.isPositive()) {",
            "if (false) {",
            "a call is repeated before the first one has ended",
            test("settlement.RepeatedCallTest#nothingIsRepeatedBeforeTheFirstCallHasEnded")),
        new Mutant(
            "settlement/DoubtHealer.java",
            "return untilList.isPositive() ? later(doubt, untilList) : weigh(doubt);",
            "return weigh(doubt);",
            "a list that may be behind proves something",
            test("settlement.ListEvidenceTest#theListIsNotWeighedBeforeItsMargin")),
        new Mutant(
            "settlement/DoubtHealer.java",
            "case LostRace() -> recorder.lostRace(doubt.check());",
            "case LostRace() -> stillInDoubt();",
            "a check that lost its race at the repeat is dropped",
            test(
                "settlement.ReturnedDoubtsTest#aRepeatWhoseMarkLosesItsRaceIsMadeBeforeTheNextSweep")),
        new Mutant(
            "settlement/Doubt.java",
            ".filter(call -> now.isBefore(since().plus(REPEAT_WITHIN)));",
            ";",
            "a call is repeated when its key may be forgotten",
            test("settlement.RepeatedCallTest#nothingIsRepeatedOnceAKeyMayBeForgotten")),
        new Mutant(
            "settlement/Doubt.java",
            "var last = sent().flatMap(SentCall::repeatedAt).filter(since()::isBefore).orElse(since());",
            "var last = since();",
            "a list proves something right after the repeat",
            test("settlement.ListEvidenceTest#theMarginBeginsAnewWithARepeat")),
        new Mutant(
            "settlement/CallRepeater.java",
            "if (!store.replace(marked)) {",
            "if (false) {",
            "the call is repeated without a mark",
            test("settlement.RepeatedCallFaultsTest#nothingIsAbandonedWhileTheCallIsRepeated")),
        new Mutant(
            "settlement/CallRepeater.java",
            "noted(marked.notRepeated(sent, clock.instant()))",
            "noted(marked.progressed(List.of(), clock.instant()))",
            "a repeat that never left is not tried again",
            test("settlement.RepeatedCallTest#aRepeatThatDidNotLeaveIsMadeAgain")),
        new Mutant(
            "settlement/CallRepeater.java",
            "queue.put(Check.of(marked, accepted.ref()), Duration.ZERO);",
            "",
            "a repeat's reference that the store does not take is dropped",
            test("settlement.RepeatedCallTest#aReferenceThatTheStoreDoesNotTakeTravelsOnTheQueue")),
        new Mutant(
            "settlement/CallRepeater.java",
            ".filter(Task::isWithoutReference)",
            ".filter(_ -> false)",
            "a repeat's reference that loses a race has only the queue",
            test("settlement.RepeatedCallFaultsTest#aReferenceThatLosesItsRaceNeedsNoQueue")),
        new Mutant(
            "settlement/CallRepeater.java",
            "isReplay ? Optional.empty() : Optional.of(trust)",
            "Optional.empty()",
            "keys that are ignored are trusted on",
            test(
                "settlement.RepeatedCallTest#anAnswerThatIsNoReplayWithdrawsTheTrustIfTheFirstCallMayHaveBeenTaken")),
        new Mutant(
            "settlement/CallRepeater.java",
            "if (isAnothers(ref, doubt.task())) {",
            "if (false) {",
            "a repeat's answer attaches another task of ours",
            test("settlement.RepeatedCallTest#aRepeatThatNamesAnotherTaskOfOursIsNotAttached")),
        new Mutant(
            "settlement/CallRepeater.java",
            "if (isFirstNotTaken(doubt, ref)) {",
            "if (false) {",
            "a key whose first call was not taken is distrusted",
            test(
                "settlement.RepeatedCallTest#anAnswerThatIsNoReplayKeepsTheTrustIfTheFirstCallWasNotTaken")),
        new Mutant(
            "settlement/ListEvidence.java",
            "case Complete list when !isOfTheSameAccount(doubt, list) ->",
            "case Complete list when list == null ->",
            "the list of another account proves something",
            test("settlement.ListEvidenceTest#theListOfAnotherAccountProvesNothing")),
        new Mutant(
            "settlement/ListEvidence.java",
            "case Complete list when !apart.stream().allMatch(ref -> isShown(list, ref)) ->",
            "case Complete list when list == null ->",
            "a list that does not show the repeat proves something",
            test(
                "settlement.RepeatedCallFaultsTest#aListThatDoesNotShowTheRepeatYetCannotSaveTheTrust")),
        new Mutant(
            "settlement/ListEvidence.java",
            "return new Unknown(why);",
            "return new Complete(doubt.sent().orElseThrow().account(), java.util.List.of());",
            "a list that breaks its reader is an empty one",
            test("settlement.ListEvidenceTest#aListThatBreaksItsReaderProvesNothing")),
        new Mutant(
            "settlement/ListEvidence.java",
            "return alike.size() > MOST_LOOKUPS\n        || alike",
            "return alike",
            "a list costs any number of look-ups",
            test("settlement.ReturnedDoubtsTest#aListIsWeighedWithFiftyLookUpsAtMost")),
        new Mutant(
            "settlement/ListEvidence.java",
            ".filter(owner -> !owner.equals(task.id())).isPresent();",
            ".isPresent();",
            "our own task in the list counts as another's",
            test("settlement.ListEvidenceTest#aTaskThatWasOwnedByThisVeryTaskIsLikeIt")),
        new Mutant(
            "settlement/ListEvidence.java",
            "return store.ownerOf(ref).filter(owner -> !owner.equals(task.id())).isPresent();",
            "return false;",
            "a list with other tasks of ours never proves anything",
            test("settlement.ListEvidenceTest#aTaskOfAnotherTaskOfOursIsNotLikeIt")),
        new Mutant(
            "task/SentCall.java",
            "return repeatedAt.isPresent() ? Optional.empty() : body;",
            "return body.or(() -> Optional.of(\"{}\"));",
            "a call is repeated any number of times",
            explorer("keys ignored")),
        new Mutant(
            "task/CanaryRecord.java",
            "return isHonoured && account.equals(other);",
            "return isHonoured;",
            "a canary speaks for any account",
            test(
                "settlement.RepeatedCallTest#nothingIsRepeatedForAnAccountThatTheCanaryHasNotSeen")),
        new Mutant(
            "task/CanaryRecord.java",
            "return isHonoured && account.equals(other);",
            "return account.equals(other);",
            "a canary that saw keys ignored is trusted",
            test("settlement.RepeatedCallTest#nothingIsRepeatedWhereKeysAreIgnored")),
        new Mutant(
            "task/CanaryRecord.java",
            "Bounds.atLeast(now, at)",
            "now",
            "trust stays because the canary's clock was ahead",
            test(
                "settlement.RepeatedCallFaultsTest#trustIsWithdrawnThoughTheCanaryRanByAClockThatIsAhead")));
  }
}
