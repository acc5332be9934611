package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in the settlement of a check. */
final class SettlementMutants {
  private SettlementMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "settlement/Settlement.java",
            "if (!CheckScheduler.mayPutBack(check)) {",
            "if (true) {",
            "a broken check with a hint is left to the queue",
            test(
                "settlement.ReturnedChecksTest#aHintIsPutBackAsLongAsItsWaitsGrowAndLeftToTheQueueThen")),
        new Mutant(
            "settlement/Settlement.java",
            "cancel.ask(task).map(it -> settle(it, resumed))",
            "cancel.ask(task).or(() -> Optional.of(task)).map(it -> settle(it, resumed))",
            "a check that lost its race at the cancel goes on",
            test(
                "settlement.ReturnedChecksTest#aCheckThatLosesItsRaceAtTheCancelComesBackAndAsksNothing")),
        new Mutant(
            "settlement/Settlement.java",
            "if (!published.isProvisional()) {",
            "if (true) {",
            "a provisional failure that was told is not asked about again",
            test(
                "settlement.PendingImagesTest#afterManyRetriesTheRequesterIsNotifiedAndTheFetchingGoesOn")),
        new Mutant(
            "settlement/Settlement.java",
            "write(task, lookForLateImages(current(task), check), watch);",
            "",
            "a channel that is broken keeps late images away",
            test("settlement.LateImagesTest#imagesAreDeliveredLateEvenIfAChannelIsBroken")),
        new Mutant(
            "settlement/Settlement.java",
            "return after.isPublished() ? after : store.find(after.id()).orElse(after);",
            "return after;",
            "a task that changed during its notification is taken as it was",
            test("settlement.LateImagesTest#imagesAreDeliveredLateEvenIfAChannelIsBroken")),
        new Mutant(
            "settlement/OutcomeRecorder.java",
            "SettlementResult lostRace(Check check) {\n    scheduler.putBack(check);",
            "SettlementResult lostRace(Check check) {",
            "a check that lost its race is dropped",
            test("settlement.SettlementTest#aCheckThatLosesTheRaceIsRetriedAndPublishesNothing")),
        new Mutant(
            "settlement/OutcomeRecorder.java",
            "return store.replace(next)\n        ?",
            "return store.replace(next) || true\n        ?",
            "an outcome is told that was not recorded",
            explorer("one event")),
        new Mutant(
            "settlement/OutcomeRecorder.java",
            "return store.replace(next) ? Optional.of(next) : Optional.empty();",
            "store.replace(next);\n    return Optional.of(next);",
            "a check goes on with a record that was not written",
            test(
                "settlement.AttachedHintsTest#aReferenceThatLosesItsRaceIsTriedAgainAndNothingFollowsBefore")),
        new Mutant(
            "settlement/OutcomeRecorder.java",
            "var next = leftovers.named(settled);",
            "var next = settled;",
            "the check that ends a task does not look into the bucket",
            test(
                "settlement.LeftoversTest#aCheckThatDiedAfterItsObjectsLeavesThemToTheCheckThatEndsTheTask")),
        new Mutant(
            "settlement/Settlement.java",
            "leftovers.nameLate(task, resumed);",
            "",
            "a check that finds its task ended does not look into the bucket",
            explorer("a decision, polled")),
        new Mutant(
            "settlement/BucketSearch.java",
            "return find(task, indexes, isPatient).orElseGet(List::of);",
            "return find(task, indexes, true).orElseGet(List::of);",
            "a bucket that never answers keeps a task open for ever",
            test("settlement.LeftoversTest#aBucketThatNeverAnswersAgainKeepsNoTaskOpenForEver")),
        new Mutant(
            "settlement/LeftoverSearch.java",
            "ending.progress().isDisplaced() || hasOtherKey(image)",
            "false",
            "other bytes under the usual key of a delivered image are not named",
            test(
                "settlement.LeftoversTest#whatIsUnderTheUsualKeyOfAnImageThatHasAnotherKeyIsLeftOver")),
        new Mutant(
            "settlement/ProviderCancel.java",
            "&& finality.isOpen()",
            "",
            "a cancelled task that has ended is cancelled at its provider again",
            test("settlement.CancelledTasksTest#whatHasEndedIsNotCancelledAtItsProviderAgain")),
        new Mutant(
            "settlement/LeftoverSearch.java",
            "scheduler.putBack(check);",
            "",
            "leftovers whose naming lost its race are forgotten",
            test("settlement.LeftoversTest#theCheckThatComesAgainLosesItsRaceAndIsPutBack")),
        new Mutant(
            "task/SettlementChanges.java",
            ".progress(listing(result, now).withoutDelivery().withoutHints())",
            ".progress(task().progress().withoutDelivery().withoutHints())",
            "how many images were listed is not kept for those that come later",
            test(
                "settlement.LeftoversTest#aCheckThatIsStillStoringAtTheEndNamesItsObjectsWhenItComesAgain")),
        new Mutant(
            "task/SettlementChanges.java",
            ".progress(isCertain ? progress.withoutHints() : progress)",
            ".progress(progress.withoutHints())",
            "hints do not outlive the deadline",
            test(
                "settlement.HintsTest#aHintThatTheProviderNeverConfirmsOutlivesDeadlineAndNotification")),
        new Mutant(
            "task/SettlementChanges.java",
            "return task().state() instanceof Failed || !task().subscribers().publications().isEmpty();",
            "return false;",
            "a late delivery does not say so",
            test("task.TaskTest#aLateDeliveryIsMarkedUnpublishedAgainAndAnOutcomeOfItsOwn")));
  }
}
