package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what a callback's hint may do. */
final class HintMutants {
  private HintMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "settlement/HintResolver.java",
            "return switch (store.attach(attached, context.ref())) {",
            "return switch (store.replace(attached)\n        ? TaskStore.Attachment.WRITTEN\n        : TaskStore.Attachment.LOST_RACE) {",
            "another task's reference is attached",
            test("settlement.HintEvidenceTest#aTaskThatBelongsToAnotherOfOurTasksIsRefuted")),
        new Mutant(
            "settlement/HintResolver.java",
            "return switch (store.attach(attached, context.ref())) {",
            "store.own(context.ref(), context.task());\n    return switch (store.attach(attached, context.ref())) {",
            "a hint that is not attached belongs to its task all the same",
            test("settlement.OwnedHintsTest#aHintThatIsOvertakenTakesNothingFromTheOtherDoubt")),
        new Mutant(
            "control/ControlWrites.java",
            "switch (store.attach(next, ref)) {",
            "switch (store.own(ref, next) ? store.attach(next, ref) : store.attach(next, ref)) {",
            "an operator's task that is not attached belongs to the generation all the same",
            test(
                "settlement.OwnedHintsTest#anAttachThatIsNotWrittenTakesNothingFromTheOtherDoubt")),
        new Mutant(
            "settlement/HintVerifier.java",
            "return Plausibility.objection(task, answer, rows, clock.instant())",
            "return Optional.<String>empty()",
            "a task of another model is attached",
            test(
                "settlement.HintEvidenceTest#aTaskOfAnotherModelIsRefutedAndRemovedAndTheOthersAreAsked")),
        new Mutant(
            "settlement/HintVerifier.java",
            "case NotKnown _, Mismatched _ -> new Answer.Unknown();",
            "case NotKnown _, Mismatched _ -> new Answer.Refuted(\"not known\");",
            "a hint that the provider does not know yet is refuted",
            test(
                "settlement.InDoubtTest#aHintThatTheProviderDoesNotKnowIsKeptOnceAndNothingElseChanges")),
        new Mutant(
            "settlement/HintVerifier.java",
            "case Transient(var why, var retryAfter) -> new Answer.Open(why, retryAfter);",
            "case Transient(_, var retryAfter) -> new Answer.Refuted(\"no answer\");",
            "a hint is given up when the provider is silent",
            test("settlement.HintsTest#aHintIsKeptAndAskedAboutAgainFromTheFirstWaitOn")),
        new Mutant(
            "settlement/Plausibility.java",
            "if (isOlder(task, answer, now)) {",
            "if (false) {",
            "a task that is older than the claim is attached",
            test("settlement.InDoubtTest#aHintOfATaskThatIsOlderThanOursChangesNothing")),
        new Mutant(
            "settlement/Plausibility.java",
            "return !named.isEmpty()\n        && named",
            "return named",
            "a model's alias counts as another model",
            test("settlement.HintEvidenceTest#itsOwnModelAnAliasOrAVersionIsNoEvidenceAgainstIt")),
        new Mutant(
            "settlement/HintResolver.java",
            "open.add(candidate);\n          notBefore",
            "notBefore",
            "a hint that the provider does not answer about is dropped",
            test("settlement.HintsTest#aHintIsKeptAndAskedAboutAgainFromTheFirstWaitOn")),
        new Mutant(
            "settlement/HintResolver.java",
            "store.own(context.ref(), context.task());",
            "",
            "a reference that came by the queue gets no owner",
            test(
                "settlement.RepeatedCallFaultsTest#aReferenceThatTravelsOnTheQueueBelongsToItsTask")),
        new Mutant(
            "settlement/HintResolver.java",
            "if (!search.open().isEmpty()) {",
            "if (false) {",
            "a paid call is repeated though a callback named a task",
            test("settlement.HintsTest#aHintThatFindsNoRoomInTheRecordIsKeptAllTheSame")),
        new Mutant(
            "settlement/HintResolver.java",
            "case CheckAction.AwaitEnd _ when scheduler.lifetime().isOver(search.task()) ->",
            "case CheckAction.AwaitEnd _ when search.task() != null ->",
            "a doubt that was given up is closed at once",
            test("settlement.HintsTest#aHintThatFindsNoRoomInTheRecordIsKeptAllTheSame")),
        new Mutant(
            "settlement/HintResolver.java",
            "scheduler.pollForResult(\n          found.task(), running.notBefore(), found.check()); // no further callback may come",
            "",
            "a task that its callback named while it ran is not polled",
            test("settlement.ReturnedChecksTest#aTaskThatItsCallbackNamedWhileItRanIsPolledSoon")));
  }
}
