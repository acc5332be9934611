package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what is written about a paid call, and in who waits for it. */
final class ClaimWriteMutants {
  private ClaimWriteMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "submission/ClaimWrites.java",
            "there.isSameClaimAs(claimed) && there.state().equals(claimed.state());",
            "true;",
            "a change goes over whatever stands there",
            test(
                "submission.SubmissionAnswersTest#whatBecameOfAnEarlierClaimIsNotWrittenOverALaterOne")),
        new Mutant(
            "submission/ClaimWrites.java",
            "return store.replace(next) || isThere(next);",
            "return true;",
            "a write without an answer counts as written",
            test(
                "submission.SubmissionLostAnswersTest#notNowThatCannotBeWrittenGivesTheMessageBackAndNeverPaysTwice")),
        new Mutant(
            "submission/ClaimWrites.java",
            "return store.replace(next) || isThere(next);",
            "return store.replace(next);",
            "a write whose answer was lost counts as lost",
            test(
                "submission.SubmissionLostAnswersTest#aFallbackLeavesThoughTheAnswerOfTheStoreIsLost")),
        new Mutant(
            "submission/ClaimWrites.java",
            ".filter(there -> there.timeline().updatedAt().equals(next.timeline().updatedAt()))",
            "",
            "a write of somebody else counts as the one whose answer was lost",
            test(
                "submission.SubmissionRacesTest#aReferenceThatACheckWroteMeanwhileIsNotTakenForOurs")),
        new Mutant(
            "submission/ClaimWrites.java",
            "if (!needsReference(before, ref)) {",
            "if (true) {",
            "a reference gives way to any other write",
            test("submission.SubmissionAnswersTest#anAnswerThatComesAfterAllHealsTheDoubt")),
        new Mutant(
            "submission/ClaimWrites.java",
            "task.isProvisional()\n              && other",
            "other",
            "a reference goes over a certain failure",
            test(
                "submission.SubmissionRacesTest#anAnswerThatComesAfterAFailureForGoodChangesNothing")),
        new Mutant(
            "submission/ClaimWrites.java",
            "case ResultKnown _, Delivered _ -> false;",
            "case ResultKnown _, Delivered _ -> true;",
            "a reference goes over a delivery",
            test("submission.SubmissionAnswersTest#aCallbackThatOvertakesOurOwnWriteWins")),
        new Mutant(
            "submission/ClaimWrites.java",
            "if (!store.own(ref, task)) {",
            "if (false) {",
            "the provider's task of a paid call gets no owner",
            test("submission.SubmissionAnswersTest#theReferenceOfThePaidCallBelongsToItsTask")),
        new Mutant(
            "submission/ClaimWrites.java",
            "&& there.progress().hints().isEmpty();",
            ";",
            "a cancelled claim counts as unspent though a callback named a task",
            test("submission.SubmissionCancelTest#aHintOfACallbackAndARefusalLeaveItOpen")),
        new Mutant(
            "submission/Subscriptions.java",
            "if (current.isPublished() || current.subscribers().wasPublishedOn(TaskTokenChannel.NAME)) {",
            "if (false) {",
            "a token joins a task that was told",
            test(
                "submission.SubmissionSubscribersTest#aSubscriberOfAFinishedTaskIsNotifiedAtOnce")),
        new Mutant(
            "submission/Subscriptions.java",
            "current = changed.get();",
            "return Optional.empty();",
            "a token that loses its race waits for ever",
            test("submission.SubmissionRacesTest#aTokenThatLosesItsRaceIsAddedToTheRecordThatWon")),
        new Mutant(
            "submission/Subscriptions.java",
            "if (!current.hasRoomForSubscriber()) {",
            "if (false) {",
            "a record takes any number of tokens",
            test(
                "submission.SubmissionSubscribersTest#aSubscriberAboveTheLimitIsRefusedByItsOwnTokenAndTheTaskGoesOn")),
        new Mutant(
            "submission/Surrender.java",
            "if (!there.isReclaimable()) {",
            "if (false) {",
            "a surrender goes over a running task",
            test(
                "submission.SubmissionCancelTest#aSurrenderOfACancelledIdRemovesTheLetterAndChangesNothing")),
        new Mutant(
            "submission/Surrender.java",
            "if (there.isSurrendered() || isToldOf(there, request)) {",
            "if (there.isSurrendered()) {",
            "a refusal that was told is told again as given up",
            test("submission.SurrenderTest#aRefusalThatIsStillToBeToldStaysTheOutcome")));
  }
}
