package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.Subscribers.Publication;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a channel is tried, since when, and for whom. */
class ChannelStateTest {
  private static final String WEBHOOK = "webhook";
  private static final String BUS = "event-bus";
  private static final String TOKEN = "task-token";
  private static final Instant NEXT = NOW.plusSeconds(60);
  private static final NotifyTarget FAILURES =
      new NotifyTarget(URI.create("https://example.com/done"), List.of("failed"));

  private final Task task = delivered(submitted(claim(richRequest("channel"))));
  private final Task plain = delivered(submitted(claim(plainRequest("plain"))));
  private final Task failedOnce = task.attempted(List.of(failed(task)), NEXT, NOW);

  @Test
  void aChannelThatWasNeverTriedIsDueWithTheTasksNextCheck() {
    assertThat(task.on(WEBHOOK).isDue(NOW)).isTrue();
    assertThat(task.on(WEBHOOK).nextTryAt()).contains(task.nextCheckAt());
  }

  @Test
  void aChannelThatFailedIsLeftAloneUntilItsNextTry() {
    assertThat(failedOnce.on(WEBHOOK).isDue(NEXT.minusNanos(1))).isFalse();
    assertThat(failedOnce.on(WEBHOOK).isDue(NEXT)).isTrue();
    assertThat(failedOnce.withNextCheck(NOW).on(WEBHOOK).nextTryAt()).contains(NEXT);
    assertThat(failedOnce.on(BUS).isDue(NOW)).as("the others are not held up").isTrue();
  }

  @Test
  void ofSeveralFailuresTheLastOneCounts() {
    var again = attempt(WEBHOOK, task.outcomeId(), Result.FAILED, NEXT.plusSeconds(120));
    var twice = failedOnce.attempted(List.of(again), NEXT, NEXT);

    assertThat(twice.on(WEBHOOK).nextTryAt()).contains(NEXT.plusSeconds(120));
  }

  /** What broke on Darkroom's side is no reason to wait. */
  @Test
  void aChannelThatWasNotReachedIsDue() {
    var broken = attempt(WEBHOOK, task.outcomeId(), Result.BROKEN, NEXT);

    assertThat(task.attempted(List.of(broken), NEXT, NOW).on(WEBHOOK).isDue(NOW)).isTrue();
  }

  @Test
  void aCompletedChannelHasNoNextTry() {
    var taken = task.published(List.of(taken(task, WEBHOOK)), NOW);

    assertThat(taken.on(WEBHOOK).isCompleted()).isTrue();
    assertThat(taken.on(WEBHOOK).nextTryAt()).isEmpty();
  }

  @Test
  void aReplayIsDueAtOnceAndTriedAnewFromThen() {
    var asked = NOW.plusSeconds(7);
    var replayed = failedOnce.replayed(WEBHOOK, asked);

    assertThat(failedOnce.on(WEBHOOK).triedSince()).isEqualTo(failedOnce.outcomeAt());
    assertThat(replayed.on(WEBHOOK).isReplayPending()).isTrue();
    assertThat(replayed.on(WEBHOOK).isDue(asked)).isTrue();
    assertThat(replayed.on(WEBHOOK).nextTryAt()).contains(replayed.nextCheckAt());
    assertThat(replayed.on(WEBHOOK).triedSince()).isEqualTo(asked);
    assertThat(replayed.on(BUS).isReplayPending()).isFalse();
  }

  @Test
  void aReplayThatFailedWaitsAsAnyOther() {
    var replayed = failedOnce.replayed(WEBHOOK, NOW);
    var failed =
        replayed.attempted(
            List.of(attempt(WEBHOOK, task.outcomeId(), Result.FAILED, NEXT.plusSeconds(9))),
            NEXT,
            NOW);

    assertThat(failed.on(WEBHOOK).isReplayPending()).isFalse();
    assertThat(failed.on(WEBHOOK).isDue(NEXT)).isFalse();
    assertThat(failed.on(WEBHOOK).nextTryAt()).contains(NEXT.plusSeconds(9));
  }

  @Test
  void aFailureBeforeAReplayDoesNotHoldUpWhatFollowsIt() {
    var broken = attempt(WEBHOOK, task.outcomeId(), Result.BROKEN, NEXT);
    var tried = failedOnce.replayed(WEBHOOK, NOW).attempted(List.of(broken), NEXT, NOW);

    assertThat(tried.on(WEBHOOK).isReplayPending()).isFalse();
    assertThat(tried.on(WEBHOOK).isDue(NOW)).isTrue();
  }

  @Test
  void aWebhookHasASubscriberIfItsFilterLetsTheOutcomePass() {
    var expired = expired(submitted(claim(richRequest("expired"))));

    assertThat(expired.on(WEBHOOK).hasSubscriber()).isTrue();
    assertThat(task.on(WEBHOOK).hasSubscriber()).isFalse();
    assertThat(plain.on(WEBHOOK).hasSubscriber()).isFalse();
  }

  @Test
  void theFilterDecidesOnce() {
    assertThat(task.on(WEBHOOK).isWantedBy(FAILURES)).isFalse();
    assertThat(failedOnce.on(WEBHOOK).isWantedBy(FAILURES)).as("it was sent").isTrue();
    assertThat(task.replayed(WEBHOOK, NOW).on(WEBHOOK).isWantedBy(FAILURES)).isTrue();
    assertThat(failedOnce.on(WEBHOOK).hasSubscriber()).isTrue();
  }

  @Test
  void theBusCountsAsThereUntilAnythingWasTried() {
    assertThat(plain.on(BUS).hasSubscriber()).isTrue();
    assertThat(failedOnce.on(BUS).hasSubscriber()).as("it was left out").isFalse();
    assertThat(TaskExamples.publishedOn(TOKEN, plain).on(BUS).hasSubscriber()).isFalse();
  }

  @Test
  void aFormerOutcomesPublicationSaysNothingOfTheBusForThisOne() {
    var expired = expired(submitted(claim(plainRequest("late"))));
    var late = delivered(TaskExamples.publishedOn(TOKEN, expired));
    var failedBefore = attempt(WEBHOOK, expired.outcomeId(), Result.FAILED, NEXT);
    var lateAfterFailure = delivered(expired.attempted(List.of(failedBefore), NEXT, NOW));

    assertThat(late.on(BUS).hasSubscriber()).isTrue();
    assertThat(lateAfterFailure.on(BUS).hasSubscriber()).isTrue();
  }

  @Test
  void tokensWaitUntilTheyWereHandedBackOnce() {
    var expired = expired(submitted(claim(richRequest("token"))));

    assertThat(task.on(TOKEN).hasSubscriber()).isTrue();
    assertThat(plain.on(TOKEN).hasSubscriber()).isFalse();
    assertThat(delivered(TaskExamples.publishedOn(TOKEN, expired)).on(TOKEN).hasSubscriber())
        .as("a token is used up by the first outcome")
        .isFalse();
  }

  @Test
  void aChannelThatIsUnknownHereMayHaveASubscriberBeforeTheEnd() {
    assertThat(task.on("carrier-pigeon").hasSubscriber()).isTrue();
    assertThat(task.published(NOW).on("carrier-pigeon").hasSubscriber()).isFalse();
  }

  @Test
  void afterTheEndOnlyThoseWhoGotTheOutcomeOrGetItAgainAreSubscribers() {
    var over = plain.published(List.of(taken(plain, BUS)), NOW);

    assertThat(over.on(BUS).hasSubscriber()).isTrue();
    assertThat(over.on(TOKEN).hasSubscriber()).isFalse();
    assertThat(over.replayed(BUS, NOW).on(BUS).hasSubscriber()).isTrue();
  }

  /** The only attempt is not stored: it follows from the publication. */
  @Test
  void anAttemptThatIsNotStoredTookPlaceWhenItsOutcomeWasTold() {
    var expired = expired(submitted(claim(plainRequest("derived"))));
    var told = expired.published(List.of(taken(expired, BUS)), NOW.plusSeconds(10));
    var late = delivered(told);
    var toldLate = late.published(List.of(taken(late, BUS)), NOW.plusSeconds(20));

    assertThat(attemptAt(toldLate, expired)).isEqualTo(NOW.plusSeconds(10));
    assertThat(attemptAt(toldLate, late)).isEqualTo(NOW.plusSeconds(20));
    assertThat(attemptAt(TaskExamples.publishedOn(BUS, expired), expired))
        .isEqualTo(expired.timeline().updatedAt());
    assertThat(toldLate.on(WEBHOOK).attempts(new Publication(WEBHOOK, late.outcomeId()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"event-bus given up: it said no", "event bus given up: it said no"})
  void whyAFormerVersionGaveAChannelUpIsInTheTimeline(String note) {
    var former = TaskExamples.publishedOn(BUS, plain);
    var elsewhere = former.timeline().noted(NOW, Step.SETTLEMENT, BUS + " given up: by a check");
    var noted = elsewhere.noted(NOW, Step.NOTIFICATION, "told").noted(NOW, Step.NOTIFICATION, note);

    var attempts =
        former.toBuilder().timeline(noted).build().on(BUS).attempts(publication(plain, BUS));

    assertThat(attempts).extracting(PublishAttempt::text).containsExactly("it said no");
    assertThat(attempts).extracting(PublishAttempt::result).containsExactly(Result.GIVEN_UP);
  }

  private static Instant attemptAt(Task task, Task outcome) {
    return task.on(BUS).attempts(publication(outcome, BUS)).getFirst().at();
  }

  private static Publication publication(Task task, String channel) {
    return new Publication(channel, task.outcomeId());
  }

  private static PublishAttempt failed(Task task) {
    return attempt(WEBHOOK, task.outcomeId(), Result.FAILED, NEXT);
  }

  private static PublishAttempt taken(Task task, String channel) {
    return PublishAttempt.taken(channel, task.outcomeId(), NOW);
  }

  private static PublishAttempt attempt(
      String channel, String outcome, Result result, Instant next) {
    return new PublishAttempt(
        new Publication(channel, outcome), 1, NOW, result, "why", Optional.of(next));
  }
}
