package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what people decide. */
final class ControlMutants {
  private ControlMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "task/Cancellation.java",
            "case ResultKnown _, Delivered _ -> Optional.empty();",
            "case ResultKnown _, Delivered _ -> Optional.of(unspent());",
            "a delivery can be cancelled",
            explorer("a decision")),
        new Mutant(
            "task/Cancellation.java",
            "case Failed _ -> awaitsCarrier(task) ? Optional.of(unspent()) : Optional.empty();",
            "case Failed _ -> Optional.of(unspent());",
            "a failure can be cancelled",
            test("control.ControlWritesTest#aTaskThatHasEndedIsNeitherWrittenNorChecked")),
        new Mutant(
            "control/TaskCancel.java",
            "if (task.state().isCancelled()) {",
            "if (false) {",
            "a cancel is answered as too late when it comes again",
            test(
                "settlement.CancelledTasksTest#theQueueRefusesTheCheckAndTheAnswerOfTheWriteIsLost")),
        new Mutant(
            "control/ControlWrites.java",
            "if (store.replace(next)) {",
            "if (store.replace(next) || true) {",
            "a decision that lost its race counts as recorded",
            test(
                "settlement.DoubtResolutionTest#aRecordThatOthersChangeEachTimeIsLeftAloneAfterABound")),
        new Mutant(
            "control/ControlWrites.java",
            "    tryToQueue(next);\n",
            "",
            "a decision waits for the sweep",
            test("control.ControlWritesTest#aDecisionIsWrittenLoggedAndChecked")),
        new Mutant(
            "control/ControlWrites.java",
            "if (result instanceof Unchanged(var task) && !task.isPublished()) {",
            "if (result instanceof Unchanged(var task) && task == null) {",
            "a decision that is repeated is not carried out again",
            test(
                "control.ControlWritesTest#aRepeatedDecisionIsCheckedAgainUntilItsRequesterKnows")),
        new Mutant(
            "control/DoubtResolution.java",
            "if (!task.isFateUnknown(clock.instant())) {\n      return new Next.Stay(new NotInDoubt(task));\n    }",
            "",
            "any task can be abandoned",
            test("settlement.DoubtResolutionTest#aTaskThatHasEndedIsNotInDoubt")),
        new Mutant(
            "control/DoubtResolution.java",
            "return task.progress().hints().stream()\n        .findFirst()",
            "return task.progress().hints().stream()\n        .skip(5)\n        .findFirst()",
            "a task can be abandoned over an open hint",
            test("settlement.AbandonedDoubtsTest#nothingIsAbandonedWhileAHintIsUnsettled")),
        new Mutant(
            "task/ControlChanges.java",
            "new Failed(why, Finality.PROVISIONAL, Optional.empty())",
            "new Failed(why, Finality.CERTAIN, Optional.empty())",
            "an abandoned doubt takes no callback any more",
            explorer("an abandoned doubt")),
        new Mutant(
            "task/ControlChanges.java",
            "return task().progress().isAbandoned() && task().progress().hints().isEmpty();",
            "return task().progress().isAbandoned();",
            "nobody is shown that a callback named the task of an abandoned doubt",
            test(
                "task.ControlChangesTest#anAbandonedTaskWaitsForNobodyUntilACallbackNamesTheProvidersTask")),
        new Mutant(
            "control/DoubtResolution.java",
            "return task.isCallUnderWay(clock.instant())\n",
            "return false\n",
            "a task can be abandoned while its call is repeated",
            test("settlement.RepeatedCallFaultsTest#nothingIsAbandonedWhileTheCallIsRepeated")),
        new Mutant(
            "control/DoubtResolution.java",
            "case Answer.Refuted(var why) -> new NotThisTask(ref.get(), why);",
            "case Answer.Refuted(var why) ->\n          writes.write(id, \"attached\", now -> attached(task, now, ref.get(), why));",
            "an operator's task is attached that the provider refutes",
            test("settlement.DoubtResolutionTest#anotherTaskOfTheProviderIsNotAttached")),
        new Mutant(
            "control/DoubtResolution.java",
            "return now.isSameClaimAs(verified) && now.isFateUnknown(clock.instant())",
            "return now.isSameClaimAs(verified)",
            "an operator's task goes over a known one",
            test(
                "settlement.DoubtResolutionTest#anAttachAgainstAnotherAttachOfACallbackIsRefused")),
        new Mutant(
            "control/DoubtResolution.java",
            "return now.isSameClaimAs(verified) && now.isFateUnknown(clock.instant())",
            "return now.isFateUnknown(clock.instant())",
            "an operator's task for a former claim is attached to the next",
            test(
                "control.OperatorDecisionsTest#aTaskThatWasVerifiedForAFormerClaimIsNotAttachedToTheNext")));
  }
}
