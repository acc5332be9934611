package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.testing.Examples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What people decide about a task. */
class ControlChangesTest {
  private static final Instant GRACE_ENDS = NOW.plus(Schedule.CLAIM_GRACE);
  private static final Instant LATER = NOW.plusSeconds(700);

  @ParameterizedTest
  @EnumSource(names = {"CLAIMED", "GIVEN_UP", "CANCELLED_IN_DOUBT"})
  void withinItsGraceACallMayBeUnderWayWhereItsTaskIsUnknown(TaskInEachState state) {
    var task = state.task();

    assertThat(task.isCallUnderWay(GRACE_ENDS.minusNanos(1))).isTrue();
    assertThat(task.isCallUnderWay(GRACE_ENDS)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "CLAIMED",
        "GIVEN_UP",
        "GIVEN_UP_AND_PUBLISHED",
        "CANCELLED_IN_DOUBT",
        "CANCELLED_IN_DOUBT_AND_PUBLISHED"
      })
  void noCallIsUnderWayForATaskThatIsKnownOrInDoubt(TaskInEachState state) {
    assertThat(state.task().isCallUnderWay(NOW)).isFalse();
  }

  @Test
  void theRepeatOfACallIsUnderWayAsLongAsAnyOther() {
    var sent = SentCall.of("{}", AccountFingerprint.of("a key"));
    var claimed = TaskInEachState.CLAIMED.task();
    var doubt = claimed.inDoubt(new InDoubt(ACME, "timed out", Optional.of(sent)), NOW);

    assertThat(doubt.isCallUnderWay(NOW)).isFalse();
    assertThat(doubt.repeating(LATER).isCallUnderWay(LATER)).isTrue();
    assertThat(doubt.repeating(LATER).isCallUnderWay(LATER.plus(Schedule.CLAIM_GRACE))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, false, true",
    "IN_DOUBT, true, true",
    "GIVEN_UP_AND_PUBLISHED, true, true",
    "SUBMITTED, false, false",
    "DELIVERED, false, false",
    "FAILED, false, false"
  })
  void aFateIsUnknownWhereNobodyKnowsTheTaskAndNobodyWorksOnIt(
      TaskInEachState state, boolean atOnce, boolean afterTheGrace) {
    assertThat(state.task().isFateUnknown(NOW)).isEqualTo(atOnce);
    assertThat(state.task().isFateUnknown(GRACE_ENDS)).isEqualTo(afterTheGrace);
  }

  @Test
  void aCancelSaysWhatBecomesOfLateImagesAndWhatIsStoredAlready() {
    var submitted = TaskInEachState.SUBMITTED.task();
    var kept = submitted.cancelled(LateImages.KEEP, LATER).orElseThrow();
    var image = Examples.stored(submitted.id(), 0);
    var underWay =
        submitted.knowing(
            submitted.progress().imagesKnown(List.of(image), List.of(), Optional.empty()));
    var dropped = underWay.cancelled(LateImages.DROP, LATER).orElseThrow();

    assertThat(lastNote(kept)).isEqualTo("cancelled, late images: keep");
    assertThat(lastNote(dropped)).isEqualTo("cancelled, late images: drop; 1 stored before");
    assertThat(kept.isPublished()).isFalse();
    assertThat(kept.state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
              assertThat(failed.failure().message())
                  .isEqualTo(
                      "cancelled; acme took it and may bill it; images that still come are"
                          + " delivered late");
            });
  }

  /** What is stored of a task whose images nobody wants belongs to no outcome. */
  @ParameterizedTest
  @CsvSource({"KEEP, true", "DROP, false"})
  void whatIsStoredOfADroppedTaskIsLeftOver(LateImages late, boolean isKept) {
    var submitted = TaskInEachState.SUBMITTED.task();
    var stored = List.of(Examples.stored(submitted.id(), 0));
    var underWay =
        submitted.knowing(submitted.progress().imagesKnown(stored, List.of(), Optional.empty()));

    var progress = underWay.cancelled(late, LATER).orElseThrow().progress();

    assertThat(progress.stored()).isEqualTo(isKept ? stored : List.of());
    assertThat(progress.leftovers()).isEqualTo(isKept ? List.of() : stored);
  }

  @Test
  void aCancelInDoubtKeepsWhatCallbacksNamed() {
    var cancelled =
        TaskInEachState.IN_DOUBT_AND_NAMED.task().cancelled(LateImages.KEEP, LATER).orElseThrow();

    assertThat(cancelled.progress().hints()).containsExactly(TaskInEachState.NAMED);
    assertThat(((Failed) cancelled.state()).failure().message())
        .isEqualTo(
            "cancelled; acme may have taken it and may bill it; images that still come are"
                + " delivered late");
  }

  @Test
  void aCancelOfWhatNobodyTookIsTheEndAndCostsNothing() {
    var refused = TaskInEachState.NOT_ACCEPTED_AND_PUBLISHED.task();
    var hinted = refused.knowing(Progress.NONE.hinted(List.of(), List.of(TaskInEachState.NAMED)));

    var cancelled = hinted.cancelled(LateImages.KEEP, LATER).orElseThrow();

    assertThat(lastNote(cancelled)).isEqualTo("cancelled");
    assertThat(cancelled.progress().hints()).isEmpty();
    assertThat(cancelled.state().isUnspent()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MADE",
        "DELIVERED",
        "DELIVERED_AND_PUBLISHED",
        "NOT_ACCEPTED",
        "FAILED_AND_PUBLISHED",
        "EXPIRED_AND_PUBLISHED",
        "CANCELLED",
        "CLOSED"
      })
  void whatHasEndedCannotBeCancelled(TaskInEachState state) {
    assertThat(state.task().cancelled(LateImages.KEEP, LATER)).isEmpty();
  }

  /** Its requester was told by a channel: nobody waits for a carrier. */
  @Test
  void aRefusalThatWasPublishedCannotBeCancelled() {
    var refused = TaskInEachState.NOT_ACCEPTED.task();
    var taken = PublishAttempt.taken("event-bus", refused.outcomeId(), NOW);

    assertThat(refused.published(List.of(taken), NOW).cancelled(LateImages.KEEP, LATER)).isEmpty();
  }

  @Test
  void anAbandonedDoubtFailsProvisionallyAndItsRequesterIsTold() {
    var abandoned = TaskInEachState.IN_DOUBT_AND_NAMED.task().abandoned(LATER);

    assertThat(abandoned.state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
              assertThat(failed.ref()).isEmpty();
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.SUBMISSION_IN_DOUBT);
              assertThat(failed.failure().message())
                  .contains("acme", "may have been billed", "delivered late");
            });
    assertThat(abandoned.isPublished()).isFalse();
    assertThat(lastNote(abandoned)).isEqualTo("abandoned: it may have been billed");
  }

  @Test
  void anAbandonedFailureKeepsItsReasonAndIsNotToldAgain() {
    var given = TaskInEachState.GIVEN_UP_AND_PUBLISHED.task();
    var abandoned = given.abandoned(LATER);

    assertThat(abandoned.state()).isEqualTo(given.state());
    assertThat(abandoned.isPublished()).isTrue();
    assertThat(abandoned.timeline().updatedAt()).isEqualTo(given.timeline().updatedAt());
    assertThat(lastNote(abandoned)).isEqualTo("abandoned: it may have been billed");
  }

  /** Whoever looks for work sees an abandoned doubt again once a callback has named its task. */
  @ParameterizedTest
  @EnumSource(names = {"IN_DOUBT", "GIVEN_UP", "CANCELLED_IN_DOUBT"})
  void anAbandonedTaskWaitsForNobodyUntilACallbackNamesTheProvidersTask(TaskInEachState state) {
    var task = state.task();
    var abandoned = task.abandoned(LATER);
    var named = abandoned.progress().hinted(List.of(), List.of(TaskInEachState.NAMED));

    assertThat(task.isToBeDecided(LATER)).isTrue();
    assertThat(abandoned.isToBeDecided(LATER)).isFalse();
    assertThat(abandoned.isFateUnknown(LATER)).isTrue();
    assertThat(abandoned.knowing(named).isToBeDecided(LATER)).isTrue();
    assertThat(abandoned.knowing(named.withRetryCount(1)).isToBeDecided(LATER)).isTrue();
    assertThat(abandoned.knowing(named.hinted(named.hints(), List.of())).isToBeDecided(LATER))
        .isFalse();
  }

  @Test
  void anAbandonedTaskKeepsWhatCallbacksNamed() {
    var abandoned = TaskInEachState.IN_DOUBT_AND_NAMED.task().abandoned(LATER);

    assertThat(abandoned.progress().hints()).containsExactly(TaskInEachState.NAMED);
  }

  /** A minute later at the latest: the check on the queue may be lost. */
  @ParameterizedTest
  @CsvSource({"30, 30", "60, 60", "90, 60"})
  void aTaskThatAnOperatorNamedIsCheckedSoon(long planned, long expected) {
    var doubt = TaskInEachState.IN_DOUBT.task().withNextCheck(LATER.plusSeconds(planned));

    var attached = doubt.attachedByOperator(TaskInEachState.REF, "a fox, running", LATER);

    assertThat(attached.nextCheckAt()).isEqualTo(LATER.plusSeconds(expected));
    assertThat(attached.state()).isEqualTo(new TaskState.Submitted(TaskInEachState.REF));
    assertThat(lastNote(attached)).isEqualTo("attached by an operator: a fox, running");
    assertThat(attached.version()).isEqualTo(doubt.version() + 1);
  }

  private static String lastNote(Task task) {
    return task.timeline().entries().getLast().outcome();
  }
}
