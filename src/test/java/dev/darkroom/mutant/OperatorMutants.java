package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in rechecks, replays and canaries. */
final class OperatorMutants {
  private OperatorMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "control/Recheck.java",
            "if (!task.isOpen()) {",
            "if (false) {",
            "a closed task is checked again",
            test("settlement.RecheckTest#whatIsFinalAndToldIsNotChecked")),
        new Mutant(
            "control/Recheck.java",
            "queue.put(Check.of(task), Duration.ZERO);",
            "",
            "a recheck queues nothing",
            test("settlement.RecheckTest#aCheckIsPutOnTheQueueNow")),
        new Mutant(
            "control/LetterReturn.java",
            ".filter(one -> one.task().equals(task.id()));",
            ";",
            "a recheck brings back the letters of others",
            test(
                "settlement.RecheckTest#theTasksLettersComeBackWithWhatTheyHoldAndTheOthersAreShownAgain")),
        new Mutant(
            "control/LetterReturn.java",
            "    dead.remove(letter);\n",
            "",
            "a letter comes back each time",
            test(
                "settlement.RecheckTest#theTasksLettersComeBackWithWhatTheyHoldAndTheOthersAreShownAgain")),
        new Mutant(
            "control/LetterReturn.java",
            "check.get().withRetryCount(0)",
            "check.get()",
            "a letter that comes back has used its tries up",
            test(
                "settlement.RecheckTest#theTasksLettersComeBackWithWhatTheyHoldAndTheOthersAreShownAgain")),
        new Mutant(
            "control/LetterReturn.java",
            "      dead.show(others);\n",
            "",
            "letters of others stay hidden",
            test(
                "settlement.RecheckTest#theTasksLettersComeBackWithWhatTheyHoldAndTheOthersAreShownAgain")),
        new Mutant(
            "control/OutcomeReplay.java",
            "if (channel == NotificationChannel.TASK_TOKEN) {",
            "if (false) {",
            "a task token is used again",
            test("settlement.OutcomeFaultsTest#aReplayIsRefusedBeforeTheEndAndWhereNobodyIs")),
        new Mutant(
            "control/OutcomeReplay.java",
            "if (!state.hasSubscriber()) {",
            "if (false) {",
            "an outcome is replayed to nobody",
            test("control.OperatorDecisionsTest#anOutcomeThatHasNoReceiverThereIsNotReplayed")),
        new Mutant(
            "control/OutcomeReplay.java",
            "return state.isReplayPending()\n",
            "return false\n",
            "a replay that waits is replayed again",
            test("settlement.OutcomeFaultsTest#twoReplaysAtOnceAreOneMoreDelivery")),
        new Mutant(
            "control/OutcomeReplay.java",
            "if (task.outcomeType().isEmpty()) {",
            "if (false) {",
            "a task without an outcome is replayed",
            test("control.OperatorDecisionsTest#aTaskThatHasNotEndedIsNotReplayed")),
        new Mutant(
            "control/ProviderCanary.java",
            "new IdempotencyKey(\"canary-\" + UUID.randomUUID())",
            "new IdempotencyKey(\"canary\")",
            "every canary has the same key",
            test("control.ProviderCanaryTest#eachCanaryHasAKeyOfItsOwn")),
        new Mutant(
            "control/ProviderCanary.java",
            "      store.keepCanary(seen);\n",
            "",
            "what a canary saw is not recorded",
            test("control.ProviderCanaryTest#anAccountThatHonoursKeysIsTrusted")),
        new Mutant(
            "control/ProviderCanary.java",
            "return off.<CanaryOutcome>map(why -> off(provider.get(), why))\n"
                + "        .orElseGet(() -> run(id, recovery.get()));",
            "return run(id, recovery.get());",
            "a canary calls a provider that is off",
            test("control.ProviderCanaryTest#aProviderThatIsOffIsNotCalledAndSaysWhatIsMissing")),
        new Mutant(
            "control/ProviderCanary.java",
            "new CanaryRecord(id, isHonoured, account, begun, words);",
            "new CanaryRecord(id, isHonoured, account, clock.instant(), words);",
            "a canary that was under way restores the trust that was withdrawn",
            test(
                "settlement.CanaryRacesTest#aCanaryThatBeganBeforeTrustWasWithdrawnRestoresNone")));
  }
}
