package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults around the paid call. */
final class SubmissionMutants {
  private SubmissionMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "submission/Submission.java",
            "return mine(fresh, lost).<Claim>map(Won::new).orElseThrow(() -> lost);",
            "return new Won(fresh);",
            "a claim whose answer is lost counts as won",
            test(
                "submission.SubmissionLostAnswersTest#aClaimWhoseAnswerIsLostIsNotOursIfSomebodyElseHadIt")),
        new Mutant(
            "submission/Submission.java",
            ".filter(there -> there.createdAt().equals(fresh.createdAt()))",
            "",
            "a claim of the same event by another invocation counts as ours",
            test(
                "submission.SubmissionRacesTest#theSameEventInTheSameMomentPaysOnceThoughNoClaimIsAnswered")),
        new Mutant(
            "submission/Submission.java",
            "return isTaken ? last.plusNanos(1) : now;",
            "return now;",
            "two claims of one process have the same moment",
            test(
                "submission.SubmissionRacesTest#theSameEventInTheSameMomentPaysOnceThoughNoClaimIsAnswered")),
        new Mutant(
            "submission/Submission.java",
            "failure.code().allowsFallback() && mayFallBack(ways)",
            "mayFallBack(ways)",
            "any refusal falls back",
            test(
                "submission.SubmissionFallbackTest#aRefusalGoesToTheNextOnlyWhereItIsAboutTheProvider")),
        new Mutant(
            "submission/Submission.java",
            "case InDoubt doubt -> new",
            "case InDoubt doubt when mayFallBack(ways) -> fallBack(task, ways, dev.darkroom.task.Failure.of(dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE, doubt.why(), route.provider().id()));\n      case InDoubt doubt -> new",
            "a call in doubt falls back",
            explorer("one event")),
        new Mutant(
            "submission/Submission.java",
            "return ways.size() > 1 && timeLeft.isEnoughFor(ways.get(1).route().provider().longestSubmit());",
            "return ways.size() > 1;",
            "a second paid call begins without time for its answer",
            test(
                "submission.SubmissionFallbackTest#aFallbackThatCouldNotBeWrittenDownInTimeIsNotBegun")),
        new Mutant(
            "submission/Submission.java",
            "if (!timeLeft.isEarlyEnoughFor(first.provider().longestSubmit())) {",
            "if (false) {",
            "a paid call begins without time for its answer",
            test(
                "submission.SubmissionFallbackTest#aFirstCallThatMayBeCutOffIsNotBegunAndItsIdStaysFree")),
        new Mutant(
            "submission/Submission.java",
            "return after.isNotAccepted() ? notAccepted.apply(after) : new SubmissionResult.Started(after);",
            "return notAccepted.apply(after);",
            "a caller hears that nothing was taken, whatever the record says",
            test(
                "submission.SubmissionAnswersTest#thatNothingWasTakenIsSaidOnlyWhereTheRecordSaysSo")),
        new Mutant(
            "submission/Submission.java",
            "if (!existing.request().isSameAs(request)) {",
            "if (false) {",
            "another request of the same id gets the task of the first",
            test("submission.SubmissionTest#theSameIdForAnotherRequestIsRefused")),
        new Mutant(
            "submission/Submission.java",
            "existing.isAbandoned(clock.instant()) ? recorder.abandoned(existing) : existing",
            "existing",
            "an event that comes again leaves an abandoned claim as it is",
            test(
                "submission.SubmissionLostAnswersTest#anAbandonedClaimIsInDoubtForWhoeverAsksAgainAndNotSubmittingForEver")),
        new Mutant(
            "submission/Submission.java",
            ".filter(task -> !task.isReclaimable())",
            "",
            "a refusal uses the id up",
            test("submission.SubmissionRacesTest#aRefusedRequestIsNoEarlierOne")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "queue.put(Check.of(claimed, ref), Duration.ZERO);",
            "",
            "a reference that the store does not take is dropped",
            test("submission.SubmissionTest#aReferenceThatTheStoreDoesNotTakeTravelsOnTheQueue")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "before.progress().hints().isEmpty()",
            "true",
            "a refusal goes over an open hint",
            test("submission.SubmissionAnswersTest#aProviderThatCalledBackHasNotRefusedTheTask")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "if (task.state().isCancelled()) {",
            "if (false) {",
            "a task cancelled during its paid call is not cancelled at the provider at once",
            test(
                "submission.SubmissionCancelTest#anAcceptedCallKeepsItsReferenceAndIsCheckedAtOnce")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "!route.provider().callsBack() || !callbacks.isConfigured()",
            "!route.provider().callsBack()",
            "without callbacks nobody checks before the sweep",
            test("submission.SubmissionTest#withoutAnAddressOfOurOwnEveryProviderIsAskedSoon")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "if (before.state() instanceof Failed) {",
            "if (false) {",
            "a failure during the paid call runs again",
            test(
                "submission.SubmissionCancelTest#anAcceptedCallKeepsItsReferenceAndIsCheckedAtOnce")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            ".filter(task -> task.state() instanceof Claimed);",
            ";",
            "another provider is paid though the first one called back",
            test(
                "submission.SubmissionAnswersTest#aProviderThatCalledBackIsNotBelievedToHaveTakenNothing")),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "if (task.isPresent() && provider.recovery().isPresent()) {",
            "if (false) {",
            "a doubt waits for the sweep",
            test("submission.SubmissionRacesTest#aDoubtThatCanBeHealedIsCheckedWithoutTheSweep")));
  }
}
