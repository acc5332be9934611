package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {
  private static final Instant LATER = NOW.plusSeconds(7);
  private static final ProviderTaskRef REF = Examples.ref(ACME, "t-1");
  private static final Failure FAILURE = Failure.of(ErrorCode.GENERATION_FAILED, "no", ACME);
  private static final Cost RESERVED = new Cost(new BigDecimal("1.80"), "credits");
  private static final Cost BILLED = new Cost(new BigDecimal("1.5"), "credits");
  private static final Adjustment ADJUSTMENT =
      new Adjustment(
          "seed", "7", Optional.empty(), Optional.empty(), Adjustment.Kind.DROPPED, "no seed here");

  private final Task claimed =
      Task.claimed(
          Examples.request("order-1"), ACME, List.of(ADJUSTMENT), NOW, Duration.ofMinutes(5));
  private final Task submitted =
      claimed.submitted(REF, Optional.of(RESERVED), Optional.of(Duration.ofSeconds(40)), LATER);

  @Test
  void aFreshClaimIsOpenUnpublishedAndTheFirstOfItsId() {
    assertThat(claimed.id()).isEqualTo(TaskId.of(new RequestId("order-1")));
    assertThat(claimed.state()).isEqualTo(new Claimed(ACME));
    assertThat(claimed.revision().attempt()).isEqualTo(1);
    assertThat(claimed.version()).isEqualTo(1);
    assertThat(claimed.isOpen()).isTrue();
    assertThat(claimed.createdAt()).isEqualTo(NOW).isEqualTo(claimed.timeline().updatedAt());
    assertThat(claimed.deadline()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    assertThat(claimed.terms().adjustments()).containsExactly(ADJUSTMENT);
    assertThat(claimed.provider()).contains(ACME);
  }

  @Test
  void theSweepLooksAtAClaimWhenTheProviderSaysAndNeverWithinItsGrace() {
    var patient = claimed.nextCheckAt();
    var hasty =
        Task.claimed(Examples.request(), ACME, List.of(), NOW, Duration.ofSeconds(5)).nextCheckAt();

    assertThat(patient).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    assertThat(hasty).isEqualTo(NOW.plus(Schedule.CLAIM_GRACE));
  }

  @Test
  void anAcceptedTaskKnowsItsReferenceCostAndEstimate() {
    assertThat(submitted.state()).isEqualTo(new Submitted(REF));
    assertThat(submitted.terms().costs()).isEqualTo(Costs.reserved(Optional.of(RESERVED)));
    assertThat(submitted.terms().estimate()).contains(Duration.ofSeconds(40));
    assertThat(submitted.provider()).contains(ACME);
    assertIsNextVersion(claimed, submitted, LATER);
  }

  @Test
  void aTaskInDoubtWaitsForItsDeadline() {
    var doubtful = claimed.inDoubt(ACME, "timed out", LATER);

    assertThat(doubtful.state()).isEqualTo(new InDoubt(ACME, "timed out"));
    assertThat(doubtful.nextCheckAt()).isEqualTo(doubtful.deadline());
    assertThat(doubtful.terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(doubtful.isOpen()).isTrue();
    assertThat(doubtful.provider()).contains(ACME);
    assertIsNextVersion(claimed, doubtful, LATER);
  }

  @Test
  void aTaskThatFallsBackBelongsToTheNextProviderWithThatOnesAdjustments() {
    var why = Failure.of(ErrorCode.QUOTA_EXHAUSTED, "empty", ACME);

    var next = claimed.fallingBackTo(BOLT, List.of(), why, LATER);

    assertThat(next.state()).isEqualTo(new Claimed(BOLT));
    assertThat(next.terms().adjustments()).isEmpty();
    assertThat(next.revision().attempt()).isEqualTo(1);
    assertThat(next.timeline().entries().getLast().outcome()).contains("quota_exhausted", "bolt");
    assertIsNextVersion(claimed, next, LATER);
  }

  @Test
  void aDeliveryIsUnpublishedAndKeepsWhatWasReservedAndBilled() {
    var images = List.of(Examples.stored(claimed.id(), 0), Examples.stored(claimed.id(), 1));

    var delivered =
        submitted.delivered(
            REF, images, List.of(), List.of(), Optional.of(BILLED), LATER.plusSeconds(1));

    assertThat(delivered.state()).isEqualTo(new Delivered(REF, images, List.of(), false));
    assertThat(delivered.terms().costs())
        .isEqualTo(new Costs(Optional.of(RESERVED), Optional.of(BILLED)));
    assertThat(delivered.terms().adjustments()).isEmpty();
    assertThat(delivered.isPublished()).isFalse();
    assertThat(delivered.nextCheckAt()).isAfter(LATER.plusSeconds(1));
    assertIsNextVersion(submitted, delivered, LATER.plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"-5, 60", "0, 60", "30, 60", "31, 31", "179, 179", "180, 60", "3600, 60"})
  void theCheckThatPublishesIsMovedOnlyWhereItIsTooSoonOrTooLate(long before, long after) {
    var settledAt = claimed.nextCheckAt().minusSeconds(before);

    var delivered =
        submitted.delivered(
            REF,
            List.of(Examples.stored(claimed.id(), 0)),
            List.of(),
            List.of(),
            Optional.empty(),
            settledAt);

    assertThat(delivered.nextCheckAt()).isEqualTo(settledAt.plusSeconds(after));
  }

  @Test
  void aDeliveryWithoutABillKeepsWhatWasReserved() {
    var delivered = delivered(submitted);

    assertThat(delivered.terms().costs()).isEqualTo(Costs.reserved(Optional.of(RESERVED)));
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsUnpublishedAndKeepsItsReference(Finality finality) {
    var failed = submitted.failed(FAILURE, finality, Optional.of(REF), LATER);

    assertThat(failed.state()).isEqualTo(new Failed(FAILURE, finality, Optional.of(REF)));
    assertThat(failed.isPublished()).isFalse();
    assertThat(failed.provider()).contains(ACME);
    assertThat(failed.isReclaimable()).isEqualTo(finality == Finality.NOT_ACCEPTED);
    assertIsNextVersion(submitted, failed, LATER);
  }

  @Test
  void aRefusalCostsNothingAndFreesTheId() {
    var published = submitted.notAccepted(FAILURE, true, LATER);
    var unheard = submitted.notAccepted(FAILURE, false, LATER);

    assertThat(published.isReclaimable()).isTrue();
    assertThat(published.terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(published.isOpen()).isFalse();
    assertThat(unheard.isOpen()).isTrue();
    assertIsNextVersion(submitted, published, LATER);
  }

  @Test
  void onlyARefusedTaskIsReclaimable() {
    assertThat(claimed.isReclaimable()).isFalse();
    assertThat(submitted.isReclaimable()).isFalse();
    assertThat(claimed.inDoubt(ACME, "timed out", LATER).isReclaimable()).isFalse();
    assertThat(delivered(submitted).isReclaimable()).isFalse();
  }

  @Test
  void aClaimThatReplacesARefusalGoesOnCounting() {
    var refused = claimed.notAccepted(FAILURE, true, LATER);

    var second = claimed.replacing(refused);

    assertThat(second.revision().attempt()).isEqualTo(2);
    assertThat(second.version()).isEqualTo(refused.version() + 1);
    assertThat(second.state()).isEqualTo(new Claimed(ACME));
    assertThat(second.isOpen()).isTrue();
  }

  @Test
  void aPublishedTaskIsClosedAndOtherwiseTheSame() {
    var delivered = delivered(submitted);

    var told = delivered.published(LATER.plusSeconds(9));

    assertThat(told.isOpen()).isFalse();
    assertThat(told.state()).isEqualTo(delivered.state());
    assertIsNextVersion(delivered, told, LATER.plusSeconds(9));
  }

  @Test
  void aRepeatedPublicationHasTheSameOutcomeId() {
    var delivered = delivered(submitted);

    assertThat(delivered.published(LATER).outcomeId()).isEqualTo(delivered.outcomeId());
    assertThat(delivered.outcomeId()).isEqualTo(claimed.id() + "-mwoxfuo0-succeeded");
  }

  @Test
  void aLateDeliveryIsMarkedUnpublishedAgainAndAnOutcomeOfItsOwn() {
    var expired = submitted.failed(FAILURE, Finality.PROVISIONAL, Optional.of(REF), LATER);
    var told = expired.published(LATER);

    var late = delivered(told);

    assertThat(late.state())
        .isInstanceOfSatisfying(Delivered.class, it -> assertThat(it.late()).isTrue());
    assertThat(late.isPublished()).isFalse();
    assertThat(List.of(expired.outcomeId(), delivered(submitted).outcomeId(), late.outcomeId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSecondAttemptHasAnotherOutcomeId() {
    var refused = claimed.notAccepted(FAILURE, false, LATER);
    var again = claimed.replacing(refused).notAccepted(FAILURE, false, LATER);

    assertThat(again.outcomeId()).isNotEqualTo(refused.outcomeId());
  }

  @Test
  void theTimelineHasEveryStepInOrder() {
    var told = delivered(submitted).published(LATER.plusSeconds(9));

    assertThat(told.timeline().entries())
        .extracting(TimelineEntry::step)
        .containsExactly("submission", "submission", "settlement", "notification");
  }

  @Test
  void everyStateHasTheWordThatCallersRead() {
    var failed = submitted.failed(FAILURE, Finality.CERTAIN, Optional.of(REF), LATER);

    assertThat(claimed.state().status()).isEqualTo("submitting");
    assertThat(submitted.state().status()).isEqualTo("processing");
    assertThat(claimed.inDoubt(ACME, "timed out", NOW).state().status()).isEqualTo("in_doubt");
    assertThat(delivered(submitted).state().status()).isEqualTo("succeeded");
    assertThat(failed.state().status()).isEqualTo("failed");
  }

  private static Task delivered(Task task) {
    return task.delivered(
        REF, List.of(Examples.stored(task.id(), 0)), List.of(), List.of(), Optional.empty(), LATER);
  }

  private static void assertIsNextVersion(Task before, Task after, Instant at) {
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.timeline().updatedAt()).isEqualTo(at);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.request()).isEqualTo(before.request());
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.deadline()).isEqualTo(before.deadline());
    assertThat(after.timeline().entries()).hasSize(before.timeline().entries().size() + 1);
    assertThat(after.timeline().entries())
        .startsWith(before.timeline().entries().toArray(TimelineEntry[]::new));
  }

  @Test
  void subscribersAreNotPartOfTheRequest() {
    var plain = TaskExamples.richRequest("order");
    var delivery = plain.delivery();
    var another =
        new GenerationRequest(
            plain.id(),
            plain.model(),
            plain.spec(),
            plain.preference(),
            new GenerationRequest.DeliveryOptions(
                delivery.deadline(),
                Optional.of("AQC/another"),
                delivery.notifyTarget(),
                delivery.metadata()));

    assertThat(plain.isSameAs(another)).isTrue();
    assertThat(plain.isSameAs(TaskExamples.traced(another))).isTrue();
    assertThat(plain.isSameAs(TaskExamples.plainRequest("order"))).isFalse();
    assertThat(plain).isNotEqualTo(another);
  }

  @Test
  void aChannelThatTookOneOutcomeHasNotTakenTheNext() {
    var failed = TaskExamples.expired(TaskExamples.claim(TaskExamples.richRequest("order")));
    var published = TaskExamples.publishedOn("bus", failed);
    var late = TaskExamples.delivered(published);

    assertThat(published.isPublishedOn("bus")).isTrue();
    assertThat(published.isPublishedOn("webhook")).isFalse();
    assertThat(late.isPublishedOn("bus")).isFalse();
    assertThat(late.subscribers().wasPublishedOn("bus")).isTrue();
  }

  @Test
  void aTokenThatWaitsTwiceCountsOnce() {
    var task = TaskExamples.claim(TaskExamples.richRequest("order"));
    var own = task.tokens().getFirst();

    var awaited = task.withSubscriber("AQC/2").withSubscriber("AQC/2").withSubscriber(own);

    assertThat(awaited.tokens()).containsExactly(own, "AQC/2");
    assertThat(awaited.version()).isEqualTo(task.version() + 3);
  }
}
