package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in who is told, and how often. */
final class NotificationMutants {
  private NotificationMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "notification/Notification.java",
            "if (broadcast.isComplete()) {",
            "if (true) {",
            "a task is closed before each channel was told",
            explorer("one event")),
        new Mutant(
            "notification/Notification.java",
            "    broadcast.rethrow();\n",
            "",
            "a fault of ours on the way to a channel is swallowed",
            test("notification.NotificationTest#twoChannelsThatAreDownFailTogether")),
        new Mutant(
            "notification/Notification.java",
            "if (store.replace(next)) {\n      return next;\n    }",
            "store.replace(next);\n    if (next != null) {\n      return next;\n    }",
            "a notification that lost its race counts as recorded",
            test("notification.NotificationTest#whoCameInBetweenLeavesTheTaskOpenForTheNextRound")),
        new Mutant(
            "notification/Notification.java",
            "store.postpone(task.id(), task.nextCheckAt(), next);",
            "",
            "a task whose channel waits is checked at once again",
            test(
                "notification.NotificationWaitsTest#aCheckBeforeAnyChannelIsDueSendsNothingAndMovesTheNextOneToThatTime")),
        new Mutant(
            "notification/Broadcast.java",
            ".filter(channel -> !task.isPublishedOn(channel.name()))",
            "",
            "a channel that took the outcome gets it again",
            test("notification.NotificationTest#aCompletedChannelIsNotRepeatedBecauseOfAnother")),
        new Mutant(
            "notification/Broadcast.java",
            "if (state.isDue(now)) {",
            "if (true) {",
            "a channel that is not due is tried",
            test(
                "notification.NotificationWaitsTest#aChannelThatIsNotDueIsLeftAloneAndCountsForTheNextCheck")),
        new Mutant(
            "notification/Broadcast.java",
            "attempt(state, Result.FAILED, at, why, next.orElseGet(() -> usualTry(state))));",
            "PublishAttempt.givenUp(channel.name(), state.outcomeId(), at, why));",
            "a channel that is down for a moment is given up",
            test("notification.NotificationWaitsTest#aChannelIsTriedAgainWhenItWantsToBe")),
        new Mutant(
            "notification/Broadcast.java",
            "attempts.add(attempt(state, Result.BROKEN, at, reason(failed), usualTry(state)));\n",
            "",
            "a channel on whose way Darkroom failed counts as told",
            test(
                "notification.NotificationTest#aChannelThatIsDownStopsNoOtherAndKeepsTheTaskOpen")),
        new Mutant(
            "task/NotificationChanges.java",
            "            subscribers.completedBy(made).with(subscribers.history().with(made)).published(false))",
            "            subscribers.with(subscribers.history().with(made)).published(false))",
            "a channel that took the outcome gets it again with the next",
            test("notification.NotificationTest#aCompletedChannelIsNotRepeatedBecauseOfAnother")),
        new Mutant(
            "notification/TaskTokenChannel.java",
            "if (!failures.isEmpty()) {",
            "if (false) {",
            "a token that could not be handed back counts as used",
            explorer("one event")),
        new Mutant(
            "notification/TaskTokenChannel.java",
            "if (task.tokens().isEmpty() || task.subscribers().wasPublishedOn(NAME)) {",
            "if (task.tokens().isEmpty()) {",
            "a late delivery hands the same tokens back again",
            test(
                "notification.TaskTokenChannelTest#aProvisionalFailureIsAFailureAndALateDeliveryDoesNotUseTheTokenAgain")),
        new Mutant(
            "notification/TaskTokenClient.java",
            "case Failed(var failure, _, _) ->\n          tokens.fail(token, failure.code().text(), cut(failure.message()));",
            "case Failed(var failure, _, _) -> tokens.succeed(token, failure.code().text());",
            "a failure hands its token back as a success",
            test("notification.TaskTokenChannelTest#aFailureHandsCodeAndMessageBack")),
        new Mutant(
            "notification/WebhookChannel.java",
            "when status / 100 == 2 -> new PublishResult.Published();",
            "when status / 100 != 5 -> new PublishResult.Published();",
            "a webhook that turns the outcome away counts as told",
            test("notification.WebhookChannelTest#aReceiverThatCannotJustNowIsTriedAgain")),
        new Mutant(
            "notification/WebhookChannel.java",
            "case Answered(var status, _) when status == GONE -> new Permanent(\"it answered \" + status);",
            "",
            "a webhook that is gone is tried on",
            test("notification.WebhookChannelTest#aReceiverThatIsGoneIsLeftAlone")),
        new Mutant(
            "notification/WebhookRetry.java",
            "var wanted = Bounds.atLeast(retryAfter.orElse(Duration.ZERO), age);",
            "var wanted = retryAfter.orElse(age);",
            "a receiver can ask for thousands of calls",
            test("notification.WebhookRetryTest#aReceiverMakesAWaitLongerAndNeverShorter")));
  }
}
