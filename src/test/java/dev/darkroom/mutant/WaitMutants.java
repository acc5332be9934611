package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in when the next check comes. */
final class WaitMutants {
  private WaitMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "settlement/CheckScheduler.java",
            "if ((fitsTheQueue && goesOn) || isOnlyCarrier(task, check)) {",
            "if (fitsTheQueue && goesOn) {",
            "the only carrier of a hint is dropped",
            test("settlement.HintsTest#aHintThatFindsNoRoomInTheRecordIsKeptAllTheSame")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "return isBefore ? Bounds.atMost(wanted, task.deadline()) : wanted;",
            "return wanted.plus(Duration.ofDays(400));",
            "the next check is never",
            test("settlement.AttachedHintsTest#attachingSetsTheNextCheckAsSubmittingDoes")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "return isBefore ? Bounds.atMost(wanted, task.deadline()) : wanted;",
            "return wanted;",
            "a check at the deadline is put off",
            test("settlement.UnfinishedTasksTest#theNextCheckOfATaskIsNeverPastItsDeadline")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "if (task.state() instanceof Final && !task.isPublished()) {",
            "if (false) {",
            "a poll puts the notification off",
            test(
                "settlement.ProvisionalFailuresTest#aCrashBetweenRecordAndWordIsMadeGoodWithinMinutes")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "return check.retryCount() == 0 || recorded == 0 || check.retryCount() == recorded;",
            "return true;",
            "every chain of checks about a task goes on",
            test("settlement.AttachedHintsTest#manyCallbacksAtOnceLeadToOneChain")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "return check.hint().isPresent() && check.retryCount() < MOST_RETURNS;",
            "return check.hint().isPresent();",
            "a broken check is put back for ever",
            test(
                "settlement.ReturnedChecksTest#aHintIsPutBackAsLongAsItsWaitsGrowAndLeftToTheQueueThen")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "willCallBack(task) && !hasCalledBack",
            "willCallBack(task)",
            "a second callback is waited for",
            test(
                "settlement.AttachedHintsTest#aProviderThatCalledBackWhileRunningIsPolledFromTheFirstWaitOn")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "check.retryCount() >= config.deliveryRounds()\n        || ",
            "",
            "the requester hears nothing of images that cannot be had before the deadline",
            test(
                "settlement.PendingImagesTest#afterManyRetriesTheRequesterIsNotifiedAndTheFetchingGoesOn")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "return left.isPositive() ? Bounds.atMost(wait, left) : wait;",
            "return wait;",
            "the last check comes after the links are dead",
            test("settlement.CheckSchedulerTest#theLastCheckIsAtTheEndOfTheLinksAndNotBefore")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "? check.withRetryCount(task.progress().retryCount())",
            "? check",
            "a check of the sweep starts the waits anew",
            test("settlement.WaitsTest#aSilentProviderCostsAsLittle")),
        new Mutant(
            "settlement/CheckScheduler.java",
            "store.replace(task.checkedNext(next));",
            "move(task, next, task.progress().retryCount());",
            "a hint that was recorded meanwhile is put off with the doubt",
            test("settlement.CheckSchedulerTest#whatWasRecordedMeanwhileIsNotPutOff")),
        new Mutant(
            "settlement/Backoff.java",
            "multipliedBy(1L << Math.min(retryCount, MOST_DOUBLINGS))",
            "multipliedBy(1L)",
            "waits do not double",
            test("settlement.PendingImagesTest#waitsDoubleAndBeyondTheQueueTheSweepWaits")),
        new Mutant(
            "settlement/Backoff.java",
            ".map(asked -> Bounds.atMost(asked, Bounds.atLeast(own, config.longestWait())))",
            "",
            "a provider can have itself left alone for ever",
            test(
                "settlement.BackoffTest#theProvidersWishMakesAWaitLongerUpToTheLongestAndNeverShorter")),
        new Mutant(
            "settlement/LinkLifetime.java",
            "return !clock.instant().isBefore(end(task));",
            "return true;",
            "links are dead at once",
            explorer("one event")),
        new Mutant(
            "settlement/LinkLifetime.java",
            "return !clock.instant().isBefore(end(task));",
            "return false;",
            "links never die",
            test(
                "settlement.ProvisionalFailuresTest#aDoubtThatNobodyCanBeAskedAboutCostsOneLookAtItsEnd")),
        new Mutant(
            "settlement/LinkLifetime.java",
            "expireAt.filter(least::isBefore).orElse(least);",
            "expireAt.orElse(least);",
            "a link listed as expired by a wrong clock is dead",
            test("settlement.ImageFatesTest#aLinkThatIsListedAsOverIsTriedForAWhile")));
  }
}
