package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in the claim of an id. */
final class ClaimMutants {
  private ClaimMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "task/Task.java",
            "return isNotAccepted() && unnotifiedTokens().size() <= Subscribers.MOST_TOKENS;",
            "return true;",
            "every task may be claimed again",
            explorer("one event")),
        new Mutant(
            "task/Task.java",
            "return isNotAccepted() && unnotifiedTokens().size() <= Subscribers.MOST_TOKENS;",
            "return state instanceof Failed;",
            "any failure may be claimed again",
            explorer("one event")),
        new Mutant(
            "task/Task.java",
            "&& !now.isBefore(timeline.updatedAt().plus(Schedule.CLAIM_GRACE));",
            ";",
            "a claim is abandoned at once",
            test("settlement.InDoubtTest#aClaimThatIsStillFreshIsLeftAlone")),
        new Mutant(
            "task/Task.java",
            "return !isPublished() || isProvisional();",
            "return !isPublished();",
            "a provisional failure is closed once it is told",
            explorer("one event")),
        new Mutant(
            "task/Task.java",
            "return !isPublished() || isProvisional();",
            "return isProvisional();",
            "an untold task is closed",
            explorer("one event")),
        new Mutant(
            "task/Task.java",
            "return there.isReclaimable() && !isSurrendered();",
            "return there.isReclaimable();",
            "a surrender takes a place that it has not looked at",
            test("submission.SubmissionRacesTest#aSurrenderLeavesARefusalThatCameWhileItClaimed")),
        new Mutant(
            "task/Task.java",
            "&& createdAt().equals(other.createdAt());",
            ";",
            "a claim of a second life counts as the first",
            test("task.SameClaimTest#aClaimInTheIdsSecondLifeIsAnotherOne")),
        new Mutant(
            "task/SubmissionChanges.java",
            ".subscribers(task().subscribers().with(refused.unnotifiedTokens(), task().ownToken()))",
            "",
            "the waiters of a refusal are forgotten by the next claim",
            test(
                "submission.SubmissionSubscribersTest#subscribersOfAnUnpublishedRefusalJoinTheNextAttempt")),
        new Mutant(
            "task/SubmissionChanges.java",
            ".revision(refused.revision().reclaimed())",
            "",
            "a claim over a refusal begins at version 1",
            test(
                "submission.SubmissionAnswersTest#whatBecameOfAnEarlierClaimIsNotWrittenOverALaterOne")),
        new Mutant(
            "task/SubmissionChanges.java",
            "if (task().state() instanceof Failed failed) {",
            "if (task().state() instanceof Failed failed && failed.ref() == null) {",
            "a result that comes with the answer opens a cancelled task again",
            test(
                "settlement.CancelledResultsTest#imagesThatCannotBeFetchedLeaveItCancelledAndNobodyHearsOfAFailure")),
        new Mutant(
            "task/Schedule.java",
            "return new Schedule(deadline, Bounds.atMost(now.plus(graceful), deadline));",
            "return new Schedule(deadline, deadline.plus(Duration.ofDays(400)));",
            "a claim has no next check",
            explorer("one event")),
        new Mutant(
            "task/Schedule.java",
            "return willDo ? this : at(now.plus(RETELL_AFTER));",
            "return at(now.plus(Duration.ofDays(400)));",
            "an outcome whose sender died is never told",
            test("task.TaskTest#theCheckThatPublishesIsMovedOnlyWhereItIsTooSoonOrTooLate")),
        new Mutant(
            "task/Schedule.java",
            "    if (hasHints) {\n",
            "    if (false) {\n",
            "a doubt with a hint waits for its deadline",
            test("submission.SubmissionAnswersTest#aHintDuringAnUnansweredCallIsAskedAboutSoon")),
        new Mutant(
            "task/Revision.java",
            " + (attempt == 1 ? \"\" : \"-\" + attempt)",
            "",
            "two claims of one id in the same moment write the same objects",
            test("task.TaskTest#aSecondAttemptHasAnotherOutcomeId")));
  }
}
