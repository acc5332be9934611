package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.REF;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.partial;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every state says of itself. */
class TaskStateTest {

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, submitting",
    "SUBMITTED, processing",
    "MADE, processing",
    "IN_DOUBT, in_doubt",
    "DELIVERED, succeeded",
    "NOT_ACCEPTED, failed",
    "FAILED, failed",
    "EXPIRED, failed",
    "CANCELLED, cancelled",
    "DISCARDED, cancelled",
    "CANCELLED_UNSPENT, cancelled"
  })
  void aStateHasTheWordThatCallersRead(TaskInEachState state, String word) {
    assertThat(state.task().state().status()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, false",
    "IN_DOUBT, false",
    "GIVEN_UP, false",
    "NOT_ACCEPTED, false",
    "SUBMITTED, true",
    "MADE, true",
    "DELIVERED, true",
    "FAILED, true",
    "CANCELLED, true"
  })
  void aStateNamesTheProvidersTaskWhereItIsKnown(TaskInEachState state, boolean isKnown) {
    assertThat(state.task().state().reference())
        .isEqualTo(isKnown ? Optional.of(TaskInEachState.REF) : Optional.empty());
  }

  @Test
  void aDeliveryWithALossIsPartial() {
    assertThat(partial(submitted(claim(plainRequest("p")))).state().status()).isEqualTo("partial");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CLAIMED",
        "IN_DOUBT",
        "IN_DOUBT_AND_NAMED",
        "GIVEN_UP",
        "GIVEN_UP_AND_PUBLISHED",
        "CANCELLED_IN_DOUBT",
        "CANCELLED_IN_DOUBT_AND_PUBLISHED"
      })
  void aCallbackMayNameTheTaskWhereNobodyKnowsIt(TaskInEachState state) {
    assertThat(state.task().isWithoutReference()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "CLAIMED",
        "IN_DOUBT",
        "IN_DOUBT_AND_NAMED",
        "GIVEN_UP",
        "GIVEN_UP_AND_PUBLISHED",
        "CANCELLED_IN_DOUBT",
        "CANCELLED_IN_DOUBT_AND_PUBLISHED"
      })
  void andNowhereElse(TaskInEachState state) {
    assertThat(state.task().isWithoutReference()).isFalse();
  }

  /** A cancelled task that names a provider may be billed. */
  @ParameterizedTest
  @EnumSource
  void nothingWasSpentOnlyWhereNoProviderTookIt(TaskInEachState state) {
    boolean isUnspent =
        switch (state) {
          case NOT_ACCEPTED, NOT_ACCEPTED_AND_PUBLISHED, CANCELLED_UNSPENT -> true;
          default -> false;
        };

    assertThat(state.task().state().isUnspent()).isEqualTo(isUnspent);
  }

  @Test
  void aCertainFailureWithoutAProviderMayStillHaveCostMoney() {
    var why = new Failure(ErrorCode.DEADLINE_PASSED, "late", Optional.empty(), Optional.empty());

    assertThat(new Failed(why, Finality.CERTAIN, Optional.empty()).isUnspent()).isFalse();
    assertThat(cancelledWithoutProvider(Finality.CERTAIN).isUnspent()).isTrue();
    assertThat(cancelledWithoutProvider(Finality.PROVISIONAL).isUnspent()).isFalse();
  }

  private static Failed cancelledWithoutProvider(Finality finality) {
    var why = new Failure(ErrorCode.CANCELLED, "cancelled", Optional.empty(), Optional.empty());
    return new Failed(why, finality, Optional.empty());
  }

  @Test
  void aDeliverySaysWhatBecameOfItsImages() {
    var images = List.of(Examples.stored(claim(plainRequest("s")).id(), 0));
    var lost = List.of(new MissingImage(1, ErrorCode.RESULT_EXPIRED, "gone"));

    assertThat(new Delivered(REF, images, List.of(), false).summary()).isEqualTo("1 stored");
    assertThat(new Delivered(REF, images, lost, true).summary())
        .isEqualTo("1 stored, 1 missing, late");
  }

  @ParameterizedTest
  @EnumSource(names = {"CLAIMED", "SUBMITTED", "MADE", "IN_DOUBT", "DELIVERED", "EXPIRED"})
  void aTaskIsOpenAsLongAsItsOutcomeIsNotPublished(TaskInEachState state) {
    assertThat(state.task().isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED_AND_PUBLISHED, false",
    "FAILED_AND_PUBLISHED, false",
    "NOT_ACCEPTED_AND_PUBLISHED, false",
    "CLOSED, false",
    "EXPIRED_AND_PUBLISHED, true",
    "DISCARDED_AND_PUBLISHED, true"
  })
  void andAfterwardsOnlyIfImagesMayStillCome(TaskInEachState state, boolean isOpen) {
    assertThat(state.task().isOpen()).isEqualTo(isOpen);
  }

  @ParameterizedTest
  @EnumSource
  void everyTaskNamesItsProviderUnlessNoneIsConcerned(TaskInEachState state) {
    assertThat(state.task().provider())
        .isEqualTo(
            state == TaskInEachState.CANCELLED_UNSPENT
                ? Optional.empty()
                : Optional.of(Examples.ACME));
  }

  /** It takes no place that it has not looked at: whoever waits there may hear something better. */
  @Test
  void aSurrenderTakesNoPlaceThoughItsIdMayBeClaimed() {
    var surrendered = TaskExamples.surrendered(plainRequest("same"));
    var refused = TaskExamples.refused(claim(plainRequest("same")));

    assertThat(surrendered.isSurrendered()).isTrue();
    assertThat(refused.isSurrendered()).isFalse();
    assertThat(claim(plainRequest("same")).mayClaimFrom(surrendered)).isTrue();
    assertThat(claim(plainRequest("same")).mayClaimFrom(refused)).isTrue();
    assertThat(surrendered.mayClaimFrom(refused)).isFalse();
    assertThat(claim(plainRequest("same")).mayClaimFrom(claim(plainRequest("same")))).isFalse();
    assertThat(surrendered.nextCheckAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(surrendered.deadline()).isEqualTo(NOW.plusSeconds(1).plus(Duration.ofMinutes(30)));
    assertThat(surrendered.timeline().entries().getFirst().outcome())
        .isEqualTo("given up: not_taken");
  }

  /** A fallback may fail for a reason of Darkroom's own, after the provider took it. */
  @Test
  void aTaskThatAProviderTookIsNotSurrenderedWhateverItsCode() {
    var why = Failure.of(ErrorCode.NOT_TAKEN, "given up", Examples.ACME);

    assertThat(
            submitted(claim(plainRequest("taken")))
                .failed(why, Finality.CERTAIN, Optional.of(REF), NOW)
                .isSurrendered())
        .isFalse();
  }

  /** An id may be used again after its record's life, and after a refusal. */
  @Test
  void aClaimIsTheSameOnlyWithItsIdItsAttemptAndItsTime() {
    var first = claim(plainRequest("same"));
    var later =
        Task.claimed(
            plainRequest("same"),
            TaskExamples.EVOLINK,
            List.of(),
            NOW.plusSeconds(1),
            Duration.ofMinutes(1));

    assertThat(first.isSameClaimAs(submitted(first))).isTrue();
    assertThat(first.isSameClaimAs(claim(plainRequest("other")))).isFalse();
    assertThat(first.isSameClaimAs(later)).isFalse();
    assertThat(first.isSameClaimAs(first.replacing(TaskExamples.refused(first)))).isFalse();
  }

  @Test
  void aRecordThatCannotBeReadHasAName() {
    assertThat(new UnreadableTask("an-id", "why").id()).isEqualTo("an-id");
    assertThat(new UnreadableTask("an-id", "why")).hasMessageContaining("why");
  }

  @Test
  void aTraceIsTheRequests() {
    var traced = TaskExamples.traced(plainRequest("traced"));

    assertThat(claim(traced).trace()).isEqualTo(traced.delivery().trace()).isPresent();
  }
}
