package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check came to, as the log names it: an operator counts these words. */
class SettlementOutcomesTest {
  private final TaskWorld world = new TaskWorld();
  private final Check check = Check.of(world.request.taskId());

  @Test
  void aCheckWithoutATaskIsUnmatched() {
    assertThat(wordsOf(check)).containsExactly("unmatched");
  }

  @Test
  void aDeliveryIsWholeOrPartial() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(
        new DeliveryResult(
            List.of(Examples.stored(world.request.taskId(), 0)),
            List.of(),
            List.of(new MissingImage(1, ErrorCode.RESULT_REJECTED, "too large"))));

    assertThat(wordsOf(check)).containsExactly("partial");
    assertThat(wordsOf(check)).containsExactly("already_settled");
  }

  @Test
  void aWholeDeliveryIsASuccess() {
    world.submitted();
    world.acme.willReport(success(1));

    assertThat(wordsOf(check)).containsExactly("succeeded");
  }

  @Test
  void aFailureOfTheProviderIsAFailure() {
    world.submitted();
    world.acme.willReport(
        reported(new Rejected(SettlementFixture.failure(ErrorCode.CONTENT_REFUSED))));

    assertThat(wordsOf(check)).containsExactly("failed");
  }

  @Test
  void aRunningTaskAndASilentProviderLeaveItRunning() {
    world.submitted();
    world.acme.willFirstReport(
        reported(new Running()), answered503(), new NotKnown(), new Mismatched());

    assertThat(wordsOf(check)).containsExactly("still_running");
    assertThat(wordsOf(check)).containsExactly("still_running");
    assertThat(wordsOf(check)).containsExactly("still_running");
    assertThat(wordsOf(check)).containsExactly("still_running");
  }

  @Test
  void imagesThatCannotBeHadNowNameTheirCodeAndTheirCauseInLineAndRecord() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    var line = linesOf(check).getFirst();

    assertThat(line.path("outcome").asText()).isEqualTo("delivery_pending:result_unavailable");
    assertThat(line.path("reason").asText()).isEqualTo("image 0: it answered 404");
    assertThat(world.timeline())
        .last()
        .isEqualTo("0 stored, 1 still being fetched, 0 missing; image 0: it answered 404");
  }

  @Test
  void aFreshClaimIsSubmittingAndAnOldOneInDoubtUntilItIsGivenUp() {
    world.claimed();
    assertThat(wordsOf(check)).containsExactly("still_submitting");

    world.clock.advance(Schedule.CLAIM_GRACE);
    assertThat(wordsOf(check)).containsExactly("in_doubt");
    assertThat(wordsOf(check)).containsExactly("still_in_doubt");

    world.clock.advance(world.request.delivery().deadline());
    assertThat(wordsOf(check)).containsExactly("gave_up");
    assertThat(wordsOf(check)).containsExactly("awaiting_end");

    world.clock.advance(Duration.ofHours(24));
    assertThat(wordsOf(check)).containsExactly("closed");
  }

  @Test
  void aHintThatIsNotSettledIsOpenAndARefutedOneUnmatched() {
    world.claimed();
    world.acme.willReport(new NotKnown());
    assertThat(wordsOf(world.rung(named("perhaps")))).containsExactly("hint_open");

    world.acme.willReport(
        HintsFixture.made(Examples.NOW.minus(Duration.ofDays(7)), Optional.empty()));
    assertThat(wordsOf(world.rung(named("perhaps")))).containsExactly("unmatched");
  }

  @Test
  void aRefutedHintOfADoubtIsUnmatchedAndTheNextCheckFindsTheDoubtAsItWas() {
    world.inDoubt();
    world.acme.willReport(
        HintsFixture.made(Examples.NOW.minus(Duration.ofDays(7)), Optional.empty()));

    assertThat(wordsOf(world.rung(named("older")))).containsExactly("unmatched");
    assertThat(wordsOf(check)).containsExactly("still_in_doubt");
  }

  @Test
  void anOutcomeThatNobodyKnowsYetIsToldByTheNextCheck() {
    world.submitted();
    world.acme.willReport(success(1));
    world.channel.willAnswer(new PublishResult.Transient("it answered 503"));
    assertThat(wordsOf(check)).containsExactly("succeeded");
    assertThat(wordsOf(check)).containsExactly("not_told_yet");

    world.channel.comeBack();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(wordsOf(check)).containsExactly("told");
  }

  @Test
  void whatTheSweepHadToldIsCountedAsRecovered() {
    world.submitted();
    world.acme.willReport(success(1));
    world.channel.willAnswer(new PublishResult.Transient("it answered 503"));
    world.settlement.settle(check);
    world.channel.comeBack();
    world.clock.advance(Duration.ofMinutes(1));

    var lines = linesOf(check.from(new Check.Source.Sweep()));

    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("outcome").asText()).isEqualTo("told");
              assertThat(line.path("RecoveredBySweep").asInt()).isEqualTo(1);
            });
  }

  @Test
  void aWriteThatCameTooLateIsALostRace() {
    world.submitted();
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/1")));

    assertThat(wordsOf(check)).containsExactly("lost_race");
  }

  @Test
  void imagesThatNobodyWantsCloseTheTaskUnlessTheRaceIsLost() {
    world.submitted();
    world.acme.willFirstReport(reported(new Running())).willReport(success(1));
    world.cancel(LateImages.DROP);
    world.settlement.settle(check); // its requester is told, and it runs
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/1")));

    assertThat(wordsOf(check)).containsExactly("lost_race");
    assertThat(world.status()).isEqualTo("cancelled, open");
    assertThat(wordsOf(check)).containsExactly("closed");
    assertThat(world.status()).isEqualTo("cancelled");
  }

  @Test
  void aReaderThatBreaksIsSaidAndCountsAsNoAnswer() {
    world.submitted();
    world.acme.willReport(
        ref -> {
          throw new NumberFormatException("1e99999999999");
        });

    assertThat(wordsOf(check))
        .containsExactly("check_broken:NumberFormatException", "still_running");
  }

  @Test
  void aCancelThatBreaksIsSaidAndStopsNothing() {
    world.submitted();
    world.acme.willCancel(
        () -> {
          throw new IllegalStateException("broken");
        });
    world.cancel(LateImages.KEEP);

    assertThat(wordsOf(check)).startsWith("cancel_broken:IllegalStateException");
  }

  @Test
  void aBrokenCheckWithAHintIsPutBackAndSaysWhy() {
    world.inDoubt();
    world.acme.willReport(new NotKnown());
    world.store.failOnReplace();

    assertThat(wordsOf(world.rung(named("perhaps")))).containsExactly("put_back:Down");
    assertThat(world.queue.waiting()).isEqualTo(1);
  }

  @Test
  void aReferenceOfAnEarlierClaimOfTheIdIsSaidAndNotAttached() {
    var earlier =
        Task.claimed(
            world.request,
            Examples.ACME,
            List.of(),
            world.clock.instant().minus(Duration.ofDays(30)),
            Duration.ofMinutes(5));
    world.claimed();

    assertThat(wordsOf(Check.of(earlier, named("long-ago"))))
        .containsExactly("reference_outlived:long-ago", "still_submitting");
    assertThat(world.stored().isWithoutReference()).isTrue();
  }

  @Test
  void aBucketThatDoesNotAnswerAtTheDeadlineIsSaid() {
    world.submitted();
    world.acme.willReport(
        reported(new Rejected(SettlementFixture.failure(ErrorCode.GENERATION_FAILED))));
    world.delivery.bucketIsDown(true);
    world.clock.advance(world.request.delivery().deadline());

    assertThat(wordsOf(check)).containsExactly("bucket_unseen:IllegalStateException", "failed");
  }

  @Test
  void aBrokenCheckThatTheQueueDoesNotTakeNamesBothFaults() {
    var queue = new RecordingQueue();
    var settlement =
        TestingSettlement.of(world.store, Providers.of(world.acme), queue, world.clock);
    world.inDoubt();
    world.acme.willReport(new NotKnown());
    world.store.failOnReplace();
    queue.goDown();

    assertThatThrownBy(() -> settlement.settle(world.rung(named("perhaps"))))
        .isInstanceOf(FailingStore.Down.class)
        .hasSuppressedException(new IllegalStateException("the queue is down"));
  }

  private List<String> wordsOf(Check settled) {
    return linesOf(settled).stream().map(line -> line.path("outcome").asText()).toList();
  }

  private List<JsonNode> linesOf(Check settled) {
    try (var lines = new CapturedLines()) {
      world.settlement.settle(settled);
      return lines.of("settlement", world.request.taskId());
    }
  }
}
