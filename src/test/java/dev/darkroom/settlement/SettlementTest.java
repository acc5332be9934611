package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.delivery.ScriptedDelivery;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Costs;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementTest {
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final RecordingQueue queue = new RecordingQueue();
  private final RecordingChannel channel = new RecordingChannel();
  private final ScriptedDelivery delivery = new ScriptedDelivery();
  private final ManualClock clock = new ManualClock();
  private final FakeProvider acme = new FakeProvider(ACME);
  private final Settlement settlement = settlement(TestingCallback.addresses());
  private final GenerationRequest wish = Examples.request();
  private final Check check = Check.of(wish.taskId());

  @Test
  void aFinishedTaskIsDeliveredRecordedAndTold() {
    submitted();
    acme.willReport(success(2));

    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(2);
              assertThat(delivered.late()).isFalse();
            });
    assertThat(channel.outcomes()).hasSize(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void aFailureOverThereIsRecordedAndTold() {
    submitted();
    acme.willReport(new Rejected(failure(ErrorCode.CONTENT_REFUSED)));

    settlement.settle(check);

    assertThat(stored().state())
        .isEqualTo(
            new Failed(
                failure(ErrorCode.CONTENT_REFUSED), Finality.CERTAIN, Optional.of(acme.ref())));
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void theSameCheckManyTimesAtOnceComesToOneOutcome() throws Exception {
    submitted();
    acme.willReport(success(3));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          Collections.nCopies(20, Executors.callable(() -> settlement.settle(check))));
    }

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(stored().timeline().entries())
        .filteredOn(one -> one.step().equals("settlement"))
        .hasSize(1);
    assertThat(channel.outcomeIds()).hasSize(1);
  }

  @Test
  void aSettledTaskIsNotAskedAboutAgain() {
    submitted();
    acme.willReport(success(1));
    settlement.settle(check);
    var before = stored();

    settlement.settle(check);

    assertThat(stored()).isEqualTo(before);
    assertThat(acme.asked()).hasSize(1);
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void aCertainFailureStaysOneEvenIfImagesTurnUp() {
    submitted();
    acme.willReport(new Rejected(failure(ErrorCode.GENERATION_FAILED)));
    settlement.settle(check);

    acme.willReport(success(1));
    settlement.settle(rung(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Failed.class);
    assertThat(delivery.count()).isZero();
  }

  @Test
  void aCallbackHealsASubmissionInDoubt() {
    inDoubt();
    acme.willReport(success(1));

    settlement.settle(rung(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aCallbackForATaskThatStillRunsAttachesIt() {
    inDoubt();
    acme.willReport(new Running());

    settlement.settle(rung(acme.ref()));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aCallbackMayOvertakeTheWriteOfTheReference() {
    claimed();
    acme.willReport(success(1));

    settlement.settle(rung(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  @Test
  void aHintDoesNotReplaceTheReferenceThatTheProviderGaveUs() {
    submitted();
    acme.willReport(new Running());

    settlement.settle(rung(new ProviderTaskRef(ACME, "another-task")));

    assertThat(acme.asked()).containsExactly(acme.ref());
  }

  @Test
  void aHintThatTheProviderDoesNotKnowIsKeptOnceAndNothingElseChanges() {
    inDoubt();
    var before = stored();
    var invented = new ProviderTaskRef(ACME, "invented");

    acme.willReport(new NotKnown());
    settlement.settle(rung(invented));
    acme.willReport(new Mismatched());
    settlement.settle(rung(invented));

    assertThat(stored().progress().hints()).containsExactly(invented);
    assertThat(stored().state()).isEqualTo(before.state());
    assertThat(stored().version()).isEqualTo(before.version() + 1);
    assertThat(channel.outcomes()).isEmpty();
  }

  @Test
  void aHintOfAnotherProviderChangesNothing() {
    inDoubt();
    var before = stored();

    settlement.settle(rung(new ProviderTaskRef(BOLT, "theirs")));

    assertThat(stored()).isEqualTo(before);
    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void aHintOfATaskThatIsOlderThanOursChangesNothing() {
    inDoubt();
    var before = stored();
    var lastWeek = clock.instant().minus(Duration.ofDays(7));
    acme.willReport(new Reported(success(1), Optional.of(lastWeek), Optional.empty()));

    settlement.settle(rung(new ProviderTaskRef(ACME, "an-older-one")));

    assertThat(stored()).isEqualTo(before);
    assertThat(delivery.count()).isZero();
  }

  @Test
  void aCheckOfAnUnknownTaskChangesNothing() {
    settlement.settle(check);

    assertThat(store.find(wish.taskId())).isEmpty();
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aClaimThatIsStillFreshIsLeftAlone() {
    claimed();
    var before = stored();

    settlement.settle(check);

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void anAbandonedClaimIsInDoubtEvenIfTheSweepPutItOff() {
    claimed();
    clock.advance(Schedule.CLAIM_GRACE);
    store.postpone(wish.taskId(), stored().nextCheckAt(), clock.instant().plusSeconds(120));

    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void aDoubtThatNothingHealsFailsAtItsDeadlineAndSaysThatItMayHaveBeenBilled() {
    inDoubt();
    clock.advance(wish.delivery().deadline());

    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.SUBMISSION_IN_DOUBT);
              assertThat(failed.failure().message()).contains("may have been billed");
              assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
            });
    assertThat(stored().terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void aTaskThatRunsOnPastItsDeadlineFailsProvisionally() {
    submitted();
    acme.willReport(new Running());
    clock.advance(wish.delivery().deadline());

    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL));
  }

  @Test
  void imagesThatTurnUpAfterTheDeadlineAreDeliveredLateAndToldAsSuch() {
    submitted();
    acme.willReport(new Running());
    clock.advance(wish.delivery().deadline());
    settlement.settle(check);

    acme.willReport(success(1));
    settlement.settle(rung(acme.ref()));

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
    assertThat(channel.outcomeIds())
        .containsExactly(
            wish.taskId() + "-mwoxfuo0-failed", wish.taskId() + "-mwoxfuo0-succeeded-late");
  }

  @Test
  void aLateDeliveryNeedsNoReferenceButTheCallbacks() {
    inDoubt();
    clock.advance(wish.delivery().deadline());
    settlement.settle(check);

    acme.willReport(success(1));
    settlement.settle(rung(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunningTaskIsAskedAboutAgain(boolean callsBack) {
    submitted();
    if (!callsBack) {
      acme.neverCallsBack();
    }
    acme.willReport(new Running());
    clock.advance(Duration.ofMinutes(2));

    settlement.settle(check);

    assertThat(stored().nextCheckAt()).isAfter(clock.instant());
    assertThat(queue.checks()).hasSize(callsBack ? 0 : 1);
  }

  @Test
  void aSilentProviderIsAskedAgainButNotForever() {
    submitted();
    acme.willReport(new Transient("timed out", Optional.empty()));
    settlement.settle(check);
    assertThat(stored().state()).isInstanceOf(Submitted.class);

    clock.advance(wish.delivery().deadline());
    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Failed.class);
  }

  @Test
  void theNextCheckOfATaskIsNeverPastItsDeadline() {
    submitted();
    acme.willReport(new Running());
    clock.advance(wish.delivery().deadline().minusSeconds(10));

    settlement.settle(check);

    assertThat(stored().nextCheckAt()).isEqualTo(stored().deadline());
  }

  @Test
  void aCrashAfterTheRecordHasItToldByTheNextCheck() {
    submitted();
    acme.willReport(success(1));
    channel.goDown();
    assertThatThrownBy(() -> settlement.settle(check)).hasMessageContaining("channel");
    assertThat(stored().isOpen()).isTrue();

    channel.comeBack();
    settlement.settle(check);

    assertThat(channel.outcomes()).hasSize(1);
    assertThat(delivery.count()).isEqualTo(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void aCrashAfterTheObjectsGoesOnFromThere() {
    submitted();
    acme.willReport(success(1));
    store.failOnReplace();
    assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(FailingStore.Down.class);
    assertThat(channel.outcomes()).isEmpty();

    store.comeBack();
    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void whoLosesTheRaceToRecordComesAgainAndTellsNothingOfItsOwn() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(
        () -> {
          store.replace(
              stored()
                  .delivered(
                      acme.ref(),
                      List.of(Examples.stored(wish.taskId(), 0)),
                      List.of(),
                      List.of(),
                      Optional.empty(),
                      clock.instant()));
          return new DeliveryResult(
              List.of(Examples.stored(wish.taskId(), 0)), List.of(), List.of());
        });

    settlement.settle(check);

    assertThat(channel.outcomes()).isEmpty();
    assertThat(queue.checks()).containsExactly(check.again());
  }

  @Test
  void imagesThatCannotBeFetchedJustNowAreTriedAgain() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());

    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Submitted.class);
    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(check.again(), Duration.ofSeconds(5)));
  }

  @Test
  void waitsDoubleAndBeyondTheQueueTheSweepWaits() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());

    for (int round = 0; round <= 8; round++) {
      settlement.settle(withRetryCount(round));
    }

    assertThat(queue.entries())
        .extracting(entry -> entry.delay().toSeconds())
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L);
    assertThat(stored().nextCheckAt()).isEqualTo(clock.instant().plusSeconds(1280));
    assertThat(stored().progress().retryCount()).isEqualTo(9);
  }

  @Test
  void afterManyRoundsTheRequesterIsToldAndTheFetchingGoesOn() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());
    settlement.settle(check);

    settlement.settle(withRetryCount(8));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL));
    assertThat(stored().isPublished()).isTrue();
    assertThat(stored().nextCheckAt()).isEqualTo(clock.instant().plusSeconds(1280));

    delivery.willStoreAll();
    clock.advance(Duration.ofSeconds(1280));
    settlement.settle(check.from(new Check.Source.Sweep()));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
  }

  @Test
  void whatIsStillMissingIsNotGivenUpForWhatIsStoredAlready() {
    submitted();
    acme.willReport(success(2));
    delivery.willGive(halfStored());
    settlement.settle(check);

    settlement.settle(withRetryCount(8));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
              assertThat(failed.failure().message()).contains("1 stored, 1 still being fetched");
            });

    delivery.willStoreAll();
    settlement.settle(withRetryCount(9));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.images()).hasSize(2));
  }

  @Test
  void atTheEndOfTheLinksWhatIsStoredIsDelivered() {
    submitted();
    acme.willReport(success(2));
    delivery.willGive(halfStored());
    settlement.settle(check);
    clock.advance(Duration.ofHours(24));

    settlement.settle(withRetryCount(1));

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(1);
              assertThat(delivered.missing())
                  .containsExactly(
                      new MissingImage(
                          1,
                          ErrorCode.RESULT_UNAVAILABLE,
                          "until its link was dead: they said so"));
            });
    assertThat(stored().state().status()).isEqualTo("partial");
    assertThat(stored().timeline().entries())
        .anySatisfy(
            one -> assertThat(one.outcome()).isEqualTo("image 1 missing: result_unavailable"));
  }

  @Test
  void linksThatMustBeDeadByNowAreGivenUp() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());
    settlement.settle(check);
    queue.clear();
    clock.advance(Duration.ofHours(24));

    settlement.settle(withRetryCount(1));

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.CERTAIN);
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.RESULT_UNAVAILABLE);
            });
    assertThat(stored().progress().missing()).hasSize(1);
    assertThat(queue.entries()).isEmpty();
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void linksAreTriedAsLongAsTheProviderSaysThatTheyLive() {
    submitted();
    var expiry = clock.instant().plus(Duration.ofDays(7));
    acme.willReport(
        new Succeeded(List.of(Examples.remote(0)), Optional.empty(), Optional.of(expiry)));
    delivery.willGive(pending());

    clock.advance(Duration.ofDays(6));
    settlement.settle(check);
    assertThat(stored().isProvisional()).isTrue();
    assertThat(queue.checks()).containsExactly(check.again());

    clock.advance(Duration.ofDays(1));
    settlement.settle(check.again());
    assertThat(queue.checks()).hasSize(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void aResultThatCameWithThePaidCallIsDeliveredAndNobodyIsAsked() {
    made(Optional.empty());

    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void linksThatOnlyOurRecordKnowsAreKeptUntilTheyAreDead() {
    made(Optional.of(clock.instant().plus(Duration.ofHours(2))));
    delivery.willGive(pending());

    clock.advance(Duration.ofHours(1)); // the deadline is past, and many rounds were made
    settlement.settle(new Check(wish.taskId(), Optional.empty(), 20));
    assertThat(stored().state()).isInstanceOf(ResultKnown.class);

    delivery.willStoreAll();
    settlement.settle(check);
    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  @Test
  void aProviderThatAsksForPatienceGetsIt() {
    submitted();
    acme.neverCallsBack();
    acme.willReport(new Transient("answered 429", Optional.of(Duration.ofSeconds(90))));

    settlement.settle(check);

    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(check.again(), Duration.ofSeconds(90)));
  }

  @Test
  void imagesThatWillNeverComeFailTheTaskForGood() {
    submitted();
    acme.willReport(success(1));
    var lost = Failure.of(ErrorCode.RESULT_EXPIRED, "image 0: they said so", ACME);
    delivery.willGive(
        new DeliveryResult(List.of(), List.of(), List.of(missing(ErrorCode.RESULT_EXPIRED))));

    settlement.settle(check);

    assertThat(stored().state())
        .isEqualTo(new Failed(lost, Finality.CERTAIN, Optional.of(acme.ref())));
  }

  @Test
  void whatCouldBeStoredIsDeliveredWithTheNumberThatIsMissing() {
    submitted();
    acme.willReport(success(2));
    delivery.willGive(
        new DeliveryResult(
            List.of(Examples.stored(wish.taskId(), 0), Examples.stored(wish.taskId(), 2)),
            List.of(),
            List.of(missing(ErrorCode.RESULT_REJECTED))));

    settlement.settle(check);

    assertThat(stored().terms().adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("count");
              assertThat(one.actual()).contains("2");
            });
  }

  @Test
  void aRefusedTaskIsToldAndNothingElse() {
    claimed();
    store.replace(stored().notAccepted(failure(ErrorCode.CONTENT_REFUSED), false, clock.instant()));

    settlement.settle(check);

    assertThat(channel.outcomeIds()).containsExactly(wish.taskId() + "-mwoxfuo0-failed");
    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void aProviderThatWasSwitchedOffIsSilent() {
    submitted();
    acme.isOff();

    settlement.settle(check);

    assertThat(acme.asked()).isEmpty();
    assertThat(stored().state()).isInstanceOf(Submitted.class);
  }

  @Test
  void nobodyIsToldWhatIsNotRecorded() {
    submitted();
    acme.willReport(success(1));
    store.failOnReplace();

    assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(FailingStore.Down.class);

    assertThat(channel.outcomes()).isEmpty();
  }

  @Test
  void aDeliveryIsCountedWithAllThereIsToKnowOfIt() {
    submitted();
    var rang = check.from(new Check.Source.Callback(clock.instant().plusSeconds(3)));
    clock.advance(Duration.ofSeconds(5));
    acme.willReport(
        new Succeeded(
            List.of(Examples.remote(0), Examples.remote(1)),
            Optional.of(new Cost(new BigDecimal("1.80"), "credits")),
            Optional.of(clock.instant().plus(Duration.ofHours(1)))));
    try (var lines = new CapturedLines()) {

      settlement.settle(rang);

      var line = lines.of("settlement", wish.taskId()).getFirst();
      assertThat(line.path("Delivered").asInt()).isEqualTo(1);
      assertThat(line.path("Bytes").asInt()).isEqualTo(1000 + 1001);
      assertThat(line.path("SubmitToStored").asInt()).isEqualTo(5000);
      assertThat(line.path("CallbackToStored").asInt()).isEqualTo(2000);
      assertThat(line.path("CopyMargin").asInt()).isEqualTo(3600);
      assertThat(line.path("Cost").decimalValue()).isEqualByComparingTo("1.80");
      assertThat(line.path("unit").asText()).isEqualTo("credits");
      assertThat(line.has("RecoveredBySweep")).isFalse();
    }
  }

  @Test
  void whatOnlyTheSweepFoundIsCountedAsRecovered() {
    submitted();
    acme.willReport(success(1));
    try (var lines = new CapturedLines()) {

      settlement.settle(check.from(new Check.Source.Sweep()));

      var line = lines.of("settlement", wish.taskId()).getFirst();
      assertThat(line.path("RecoveredBySweep").asInt()).isEqualTo(1);
      assertThat(line.has("CallbackToStored")).isFalse();
    }
  }

  @Test
  void aDeadlineThatTheSweepSeesIsNoRecovery() {
    submitted();
    acme.willReport(new Running());
    clock.advance(wish.delivery().deadline());
    try (var lines = new CapturedLines()) {

      settlement.settle(check.from(new Check.Source.Sweep()));

      var line = lines.of("settlement", wish.taskId()).getFirst();
      assertThat(line.path("Failed").asInt()).isEqualTo(1);
      assertThat(line.path("reason").asText()).isEqualTo("deadline_passed");
      assertThat(line.has("RecoveredBySweep")).isFalse();
      assertThat(line.has("Cost")).isFalse();
    }
  }

  @Test
  void anOutcomeIsCountedOnceHoweverOftenItIsTold() {
    submitted();
    acme.willReport(success(1));
    channel.goDown();
    try (var lines = new CapturedLines()) {
      assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);
      channel.comeBack();

      settlement.settle(check);

      assertThat(lines.of("settlement", wish.taskId()))
          .filteredOn(line -> line.has("Delivered"))
          .hasSize(1);
    }
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void imagesAreDeliveredLateEvenIfSomebodyHasNotHeardOfTheFailure() {
    submitted();
    acme.willReport(new Running());
    clock.advance(wish.delivery().deadline());
    channel.willAnswer(new PublishResult.Transient("it answered 503"));
    settlement.settle(check);
    assertThat(stored().state()).isInstanceOf(Failed.class);
    assertThat(stored().isOpen()).isTrue();

    acme.willReport(success(1));
    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
    channel.comeBack();
    settlement.settle(check);
    assertThat(channel.outcomeIds()).containsExactly(wish.taskId() + "-mwoxfuo0-succeeded-late");
  }

  @Test
  void imagesAreDeliveredLateEvenIfAChannelIsBroken() {
    submitted();
    acme.willReport(new Running());
    clock.advance(wish.delivery().deadline());
    channel.goDown();
    assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);

    acme.willReport(success(1));
    try (var lines = new CapturedLines()) {
      assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);

      assertThat(lines.of("settlement", wish.taskId()).getLast().path("Delivered").asInt())
          .isEqualTo(1);
    }
    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void aCertainFailureThatSomebodyHasNotHeardOfIsNotAskedAbout() {
    submitted();
    acme.willReport(new Rejected(failure(ErrorCode.GENERATION_FAILED)));
    channel.willAnswer(new PublishResult.Transient("it answered 503"));

    settlement.settle(check);
    settlement.settle(check);

    assertThat(acme.asked()).hasSize(1);
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void anAbandonedClaimIsCountedAsInDoubtOnce() {
    claimed();
    clock.advance(Schedule.CLAIM_GRACE);
    try (var lines = new CapturedLines()) {

      settlement.settle(check);
      settlement.settle(check);

      assertThat(lines.of("settlement", wish.taskId()))
          .filteredOn(line -> line.has("InDoubt"))
          .hasSize(1);
    }
  }

  private Settlement settlement(CallbackAddress callbacks) {
    var providers = Providers.of(acme);
    var notification = channel.notification(store, clock);
    var scheduler =
        new CheckScheduler(new TestingSettleConfig(), providers, callbacks, queue, store, clock);
    return TestingSettlement.of(store, providers, delivery, notification, scheduler, clock);
  }

  private void claimed() {
    store.claim(Task.claimed(wish, ACME, List.of(), clock.instant(), acme.firstCheckAfter()));
  }

  private void submitted() {
    claimed();
    store.replace(
        stored().submitted(acme.ref(), Optional.empty(), Optional.empty(), clock.instant()));
  }

  private void made(Optional<Instant> linksExpireAt) {
    claimed();
    store.replace(
        stored()
            .resultKnown(
                acme.ref(),
                new Succeeded(List.of(Examples.remote(0)), Optional.empty(), linksExpireAt),
                clock.instant()));
  }

  private void inDoubt() {
    claimed();
    store.replace(stored().inDoubt(ACME, "timed out", clock.instant()));
  }

  private Check rung(ProviderTaskRef named) {
    return check.from(new Check.Source.Callback(clock.instant())).withHint(named);
  }

  private Task stored() {
    return store.find(wish.taskId()).orElseThrow();
  }

  private static ProviderReport success(int images) {
    return new Succeeded(
        java.util.stream.IntStream.range(0, images).mapToObj(Examples::remote).toList(),
        Optional.empty());
  }

  private static DeliveryResult pending() {
    return new DeliveryResult(List.of(), List.of(waiting(0)), List.of());
  }

  private Check withRetryCount(int round) {
    return check.withRetryCount(round);
  }

  private DeliveryResult halfStored() {
    return new DeliveryResult(
        List.of(Examples.stored(wish.taskId(), 0)), List.of(waiting(1)), List.of());
  }

  private static Failure failure(ErrorCode code) {
    return Failure.of(code, "they said so", ACME);
  }

  private static PendingImage waiting(int index) {
    return new PendingImage(index, ErrorCode.RESULT_UNAVAILABLE, "they said so");
  }

  private static MissingImage missing(ErrorCode code) {
    return new MissingImage(0, code, "they said so");
  }
}
