package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.awaited;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.publishedOn;
import static dev.darkroom.task.TaskExamples.retried;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.PublicationReport.Status;
import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.Subscribers.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record says of its outcomes, also of what it does not store. */
class PublicationReportTest {
  private final Task task = delivered(submitted(claim(richRequest("reported"))));

  @Test
  void beforeTheEndThereIsNothingToReport() {
    assertThat(PublicationReport.all(submitted(claim(richRequest("open"))))).isEmpty();
  }

  @Test
  void anOutcomeThatIsNotPublishedYetWaitsWhereSomebodyIs() {
    assertThat(report(task, "event-bus").status()).isEqualTo(Status.WAITING);
    assertThat(report(task, "task-token").status()).isEqualTo(Status.WAITING);
    assertThat(report(task, "webhook").status())
        .as("it asked for failures alone")
        .isEqualTo(Status.NONE);
    assertThat(report(task, "webhook").nextTryAt()).isEmpty();
    assertThat(report(task, "event-bus").attempts()).isEmpty();
  }

  @Test
  void theAttemptThatIsNotStoredIsToldAllTheSame() {
    var taken = PublishAttempt.taken("event-bus", task.outcomeId(), NOW.plusSeconds(3));
    var told = task.published(List.of(taken), NOW.plusSeconds(4));

    assertThat(told.subscribers().history()).isEqualTo(PublishHistory.NONE);
    var report = report(told, "event-bus");
    assertThat(report.status()).isEqualTo(Status.TAKEN);
    assertThat(report.attempts())
        .extracting(PublishAttempt::at, PublishAttempt::text)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(NOW.plusSeconds(4), "taken"));
    assertThat(report.attemptCount()).isEqualTo(1);
    assertThat(report(told, "task-token").status()).isEqualTo(Status.NONE);
  }

  /** The first releases kept no attempt, and the reason in the timeline alone. */
  @Test
  void aRecordOfAFormerVersionSaysWhatItKnows() {
    var former = publishedOn("webhook", awaited(task));

    assertThat(report(former, "bus").status()).isEqualTo(Status.TAKEN);
    assertThat(report(former, "webhook").status()).isEqualTo(Status.GIVEN_UP);
    assertThat(report(former, "webhook").attempts())
        .extracting(PublishAttempt::text)
        .containsExactly("it answered 410");
  }

  @Test
  void anOutcomeThatAnotherFollowedIsReportedWithIt() {
    var failed = expired(submitted(claim(plainRequest("late"))));
    var told = publishedOn("event-bus", failed);
    var late = delivered(told);

    assertThat(PublicationReport.all(late))
        .extracting(
            one ->
                one.publication().channel() + " " + one.type().word() + " " + one.status().text())
        .containsExactly(
            "event-bus provisional taken",
            "webhook late none",
            "event-bus late waiting",
            "task-token late none");
  }

  @Test
  void anOutcomeThatWasTriedAndNotTakenBeforeTheNextOneIsSuperseded() {
    var failed = expired(submitted(claim(plainRequest("superseded"))));
    var attempt =
        new PublishAttempt(
            new Publication("webhook", failed.outcomeId()),
            1,
            NOW,
            Result.FAILED,
            "it answered 503",
            Optional.of(NOW.plusSeconds(60)));
    var late = delivered(failed.attempted(List.of(attempt), NOW.plusSeconds(60), NOW));

    assertThat(PublicationReport.all(late).getFirst())
        .isEqualTo(
            new PublicationReport(
                new Publication("webhook", failed.outcomeId()),
                OutcomeType.PROVISIONAL,
                Status.SUPERSEDED,
                List.of(attempt),
                1,
                Optional.empty()));
  }

  @Test
  void aCancelledOutcomeThatAnotherFollowedIsReportedAsCancelled() {
    var cancelled =
        submitted(claim(plainRequest("cancelled"))).cancelled(LateImages.KEEP, NOW).orElseThrow();
    var late = delivered(publishedOn("event-bus", cancelled));

    assertThat(PublicationReport.all(late).getFirst().type()).isEqualTo(OutcomeType.CANCELLED);
    assertThat(PublicationReport.all(late).getFirst().status()).isEqualTo(Status.TAKEN);
  }

  @Test
  void aChannelThatIsGivenUpIsNotedInTheTimelineWithTheReason() {
    var givenUp = PublishAttempt.givenUp("webhook", task.outcomeId(), NOW, "it answered 410");
    var taken = PublishAttempt.taken("event-bus", task.outcomeId(), NOW);

    var told = task.published(List.of(givenUp, taken), NOW.plusSeconds(4));

    assertThat(told.timeline().entries())
        .extracting(TimelineEntry::outcome)
        .endsWith("webhook given up: it answered 410", "told");
    assertThat(report(told, "webhook").status()).isEqualTo(Status.GIVEN_UP);
    assertThat(report(told, "webhook").attempts()).containsExactly(givenUp);
    assertThat(givenUp.text()).isEqualTo("it answered 410");
  }

  /** A replay keeps the time of its own outcome, not that of one which followed. */
  @Test
  void theTimeOfAnOutcomeIsNotThatOfAFormerOnesReplay() {
    var failed = expired(submitted(claim(plainRequest("replayed"))));
    var replayed = publishedOn("event-bus", failed).replayed("event-bus", NOW.plusSeconds(90));
    var late = delivered(replayed);

    assertThat(replayed.outcomeAt()).isEqualTo(failed.outcomeAt());
    assertThat(late.outcomeAt()).isEqualTo(late.timeline().updatedAt());
    assertThat(late.outcomeAt()).isNotEqualTo(failed.outcomeAt());
  }

  @Test
  void aReplayKeepsTheIdTheCountAndTheTimeOfTheOutcome() {
    var again = retried(task);

    assertThat(again.outcomeId()).isEqualTo(task.outcomeId());
    assertThat(again.outcomeAt()).isEqualTo(task.outcomeAt());
    assertThat(report(again, "webhook").attemptCount()).isEqualTo(2);
    assertThat(report(again, "webhook").status()).isEqualTo(Status.WAITING);
    assertThat(again.on("webhook").isReplayPending()).isTrue();
    assertThat(again.on("webhook").isDue(NOW)).isTrue();
    assertThat(report(again, "event-bus").status()).isEqualTo(Status.TAKEN);
  }

  @Test
  void theReplayOfWhatWasTakenAtOnceKeepsItsFirstAttempt() {
    var taken = PublishAttempt.taken("event-bus", task.outcomeId(), NOW.plusSeconds(3));
    var told = task.published(List.of(taken), NOW.plusSeconds(4));

    var again = told.replayed("event-bus", NOW.plusSeconds(90));
    var sent =
        again.published(
            List.of(PublishAttempt.taken("event-bus", task.outcomeId(), NOW.plusSeconds(91))),
            NOW.plusSeconds(91));

    assertThat(again.isOpen()).isTrue();
    assertThat(report(sent, "event-bus").attempts())
        .extracting(PublishAttempt::at)
        .containsExactly(NOW.plusSeconds(4), NOW.plusSeconds(91));
    assertThat(sent.isOpen()).isFalse();
    assertThat(sent.outcomeAt()).isEqualTo(task.outcomeAt());
    assertThat(sent.timeline().updatedAt()).isEqualTo(NOW.plusSeconds(91));
  }

  /** Its receiver knows the outcome by the id that the first release sent, and acts on it once. */
  @ParameterizedTest
  @ValueSource(strings = {"webhook", "event-bus"})
  void theReplayOfWhatAFormerVersionToldKeepsTheIdOfThen(String channel) {
    var former = new Publication(channel, task.id() + "-1-succeeded");
    var told =
        task.toBuilder().subscribers(new Subscribers(true, task.tokens(), List.of(former))).build();

    var again = told.replayed(channel, NOW.plusSeconds(90));
    assertThat(again.on(channel).outcomeId()).isEqualTo(former.outcomeId());
    assertThat(again.on(channel).isReplayPending()).isTrue();

    var failed =
        again.attempted(
            List.of(
                new PublishAttempt(
                    new Publication(channel, again.on(channel).outcomeId()),
                    1,
                    NOW.plusSeconds(91),
                    Result.FAILED,
                    "it answered 503",
                    Optional.of(NOW.plusSeconds(151)))),
            NOW.plusSeconds(151),
            NOW.plusSeconds(91));
    assertThat(failed.on(channel).outcomeId()).isEqualTo(former.outcomeId());
    assertThat(failed.on(channel).isReplayPending()).isFalse();

    var sent =
        failed.published(
            List.of(
                PublishAttempt.taken(
                    channel, failed.on(channel).outcomeId(), NOW.plusSeconds(152))),
            NOW.plusSeconds(152));
    assertThat(sent.isPublishedOn(channel)).isTrue();
    assertThat(report(sent, channel).publication()).isEqualTo(former);
    assertThat(report(sent, channel).attemptCount()).isEqualTo(3);
    assertThat(report(sent, channel).status()).isEqualTo(Status.TAKEN);
  }

  @Test
  void aReplayedTokenThatWasUsedIsNotCarriedToAnotherClaim() {
    var refused = TaskExamples.refused(claim(richRequest("refused")));
    var told =
        refused.published(
            List.of(
                PublishAttempt.taken("task-token", refused.outcomeId(), NOW),
                PublishAttempt.taken("webhook", refused.outcomeId(), NOW)),
            NOW);

    var again = claim(richRequest("refused")).replacing(told.replayed("webhook", NOW));

    assertThat(again.subscribers().tokens()).isEmpty();
  }

  @Test
  void theOldestAttemptsGiveWayAndNoChannelLosesItsLast() {
    var history = PublishHistory.NONE.with(List.of(attempt("event-bus", Result.TAKEN, NOW)));
    for (int second = 0; second < 100; second++) {
      history = history.with(List.of(attempt("webhook", Result.FAILED, NOW.plusSeconds(second))));
    }

    assertThat(history.attempts()).hasSize(PublishHistory.MOST_ATTEMPTS);
    assertThat(history.attempts().getFirst().channel()).isEqualTo("event-bus");
    assertThat(history.attempts().getLast().number()).isEqualTo(100);
    assertThat(history.attempts().get(1).number()).isEqualTo(82);
  }

  private PublishAttempt attempt(String channel, Result result, Instant at) {
    return new PublishAttempt(
        new Publication(channel, task.outcomeId()), 1, at, result, "why", Optional.of(at));
  }

  private static PublicationReport report(Task task, String channel) {
    return PublicationReport.all(task).stream()
        .filter(one -> one.publication().channel().equals(channel))
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
