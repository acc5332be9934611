package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what a provider's report means. */
final class DecisionMutants {
  private DecisionMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "task/Decision.java",
            "return switch (task.state()) {\n      case Delivered _ -> new Ignore();\n      case Failed(_, var finality, var ref) ->",
            "return switch (task.state()) {\n      case Delivered _ -> new RetryLater(Optional.empty());\n      case Failed(_, var finality, var ref) ->",
            "a report on a delivery is settled again",
            test("task.DecisionTest#aFinalStateChangesOnlyByALateDeliveryOfAProvisionalFailure")),
        new Mutant(
            "task/Decision.java",
            "finality.isOpen() ? meanwhile(finality, ref, report) : new Ignore();",
            "new Ignore();",
            "late images are ignored",
            explorer("one event")),
        new Mutant(
            "task/Decision.java",
            "finality.isOpen() ? meanwhile(finality, ref, report) : new Ignore();",
            "meanwhile(finality, ref, report);",
            "a certain failure takes images",
            test("task.DecisionTest#aFinalStateChangesOnlyByALateDeliveryOfAProvisionalFailure")),
        new Mutant(
            "task/Decision.java",
            "case Succeeded done -> new Deliver(done);\n      case Rejected(var lastWord) -> new Close(lastWord);",
            "case Succeeded done -> new Ignore();\n      case Rejected(var lastWord) -> new Close(lastWord);",
            "a provisional failure takes no images",
            explorer("one event")),
        new Mutant(
            "task/Decision.java",
            "case Succeeded done when finality == Finality.DISCARDED -> new Discard(done);",
            "",
            "images that nobody wants are delivered",
            test("settlement.CancelledTasksTest#droppedImagesAreNotStoredAndTheirBillIsRecorded")),
        new Mutant(
            "task/Decision.java",
            "now.isBefore(task.deadline())\n                    ? new StillRunning(running)\n                    : tooLate(task, ref.provider());",
            "new StillRunning(running);",
            "a running task has no deadline",
            test("task.DecisionTest#followsFromStateReportAndTime")),
        new Mutant(
            "task/Decision.java",
            "now.isBefore(task.deadline()) ? new RetryLater(notBefore) : tooLate(task, ref.provider());",
            "new RetryLater(notBefore);",
            "a provider that does not answer has no deadline",
            test("task.DecisionTest#followsFromStateAndTimeWithoutAReport")),
        new Mutant(
            "task/Progress.java",
            "kept.removeAll(settled);",
            "",
            "a hint that was refuted is asked about again",
            test(
                "settlement.HintEvidenceTest#aTaskOfAnotherModelIsRefutedAndRemovedAndTheOthersAreAsked")),
        new Mutant(
            "task/Progress.java",
            "if (kept.size() < MOST_HINTS && !kept.contains(one)) {",
            "if (!kept.contains(one)) {",
            "a record takes any number of hints",
            test("settlement.HintsTest#moreHintsThanARecordKeepsPushNoneOut")),
        new Mutant(
            "settlement/DecisionExecutor.java",
            "scheduler.awaitResult(seen, report.notBefore(), context.check());",
            "",
            "a running task is not checked again before its deadline",
            test("settlement.UnfinishedTasksTest#aRunningTaskIsAskedAboutAgain")),
        new Mutant(
            "settlement/DecisionExecutor.java",
            "case NotKnown _, Mismatched _ -> withoutReport(context, Optional.empty());",
            "case NotKnown _, Mismatched _ ->\n          fail(context, Failure.of(ErrorCode.GENERATION_FAILED, \"not known\", context.ref().provider()), Finality.CERTAIN);",
            "a provider that does not know a task yet counts as a failure",
            test(
                "settlement.ProvisionalFailuresTest#aProviderThatNeverCallsBackAndFinishesAfterTheDeadlineIsAsked")),
        new Mutant(
            "settlement/DecisionExecutor.java",
            "case Transient(_, var retryAfter) -> withoutReport(context, retryAfter);",
            "case Transient(_, var retryAfter) -> withoutReport(context, Optional.empty());",
            "a provider that wants to be left alone is polled",
            test("settlement.UnfinishedTasksTest#aProviderThatAsksForPatienceGetsIt")),
        new Mutant(
            "settlement/DecisionExecutor.java",
            "task.state() instanceof Failed && scheduler.lifetime().isOver(task)",
            "false",
            "a provisional failure is asked about for ever",
            test(
                "settlement.ProvisionalFailuresTest#theEndOfTheLinksClosesTheTaskWithoutAnotherNotification")),
        new Mutant(
            "settlement/ProviderPoll.java",
            "return new Transient(why, Optional.empty());",
            "throw broken;",
            "an answer that breaks its reader breaks the check",
            test(
                "settlement.ProvisionalFailuresTest#anExceptionOutOfTheProvidersReaderIsNoEndlessTask")),
        new Mutant(
            "settlement/ProviderPoll.java",
            ".filter(ImageProvider::isOn)",
            "",
            "a provider that is off is polled",
            test("settlement.UnfinishedTasksTest#aProviderThatWasSwitchedOffGivesNoAnswer")),
        new Mutant(
            "settlement/ProviderCancel.java",
            "&& task.state().isCancelled()\n",
            "",
            "every provisional failure is cancelled at its provider",
            test(
                "settlement.ReturnedChecksTest#aTaskThatOnlyMissedItsDeadlineIsNotCancelledAtItsProvider")),
        new Mutant(
            "settlement/ProviderCancel.java",
            "return isNoted(task, words)",
            "return false",
            "each check writes the same answer to a cancel again",
            test(
                "settlement.CancelledTasksTest#itIsAskedWithEachCheckAsLongAsItWorksOnTheTaskAndTheAnswerIsNotedOnce")));
  }
}
