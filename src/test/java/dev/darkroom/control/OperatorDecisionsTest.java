package dev.darkroom.control;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.control.ControlResult.NotReplayable;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.OperatorDecision;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decisions about what the operator did not see: another claim, an outcome, a receiver. */
class OperatorDecisionsTest {
  private static final EitherId ID = new EitherId("order-1");

  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final RecordingQueue queue = new RecordingQueue();
  private final ManualClock clock = new ManualClock();
  private final FakeProvider acme = new FakeProvider(ACME);
  private final TestingControl control =
      TestingControl.of(store, Providers.of(acme), queue, TestingLetters.none(), clock);

  @Test
  void aTaskThatWasVerifiedForAFormerClaimIsNotAttachedToTheNext() {
    claimedAndInDoubt();
    acme.willReport(
        ref -> {
          store.replace(stored().notAccepted(refusal(), /* knows= */ true, clock.instant()));
          claimedAndInDoubt();
          return new Reported(new ProviderReport.Running(), Optional.empty(), Optional.empty());
        });

    var result = control.resolution().resolve(ID, new OperatorDecision.Attach("of-the-former"));

    assertThat(stored().revision().attempt()).isEqualTo(2);
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(result).isEqualTo(new NotInDoubt(stored()));
  }

  @Test
  void aTaskThatHasNotEndedIsNotReplayed() {
    claimedAndInDoubt();
    var before = stored();

    var result = control.replay().replay(ID, NotificationChannel.EVENT_BUS);

    assertThat(result).isEqualTo(new NotReplayable(before, NotReplayable.Reason.NO_OUTCOME));
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void anOutcomeThatHasNoReceiverThereIsNotReplayed() {
    claimedAndInDoubt();
    store.replace(stored().failed(refusal(), Finality.CERTAIN, Optional.empty(), clock.instant()));
    store.replace(stored().published(clock.instant()));
    var before = stored();

    var result = control.replay().replay(ID, NotificationChannel.WEBHOOK);

    assertThat(result).isEqualTo(new NotReplayable(before, NotReplayable.Reason.NO_SUBSCRIBER));
    assertThat(queue.entries()).isEmpty();
  }

  /** Nobody waits any more: there is nothing to abandon, and a repetition is none either. */
  @Test
  void aDoubtThatWasGivenUpForGoodIsNotAbandonedAgain() {
    claimedAndInDoubt();
    store.replace(ended(ErrorCode.SUBMISSION_IN_DOUBT, Optional.empty()));

    assertThat(abandon()).isEqualTo(new Unchanged(stored()));
  }

  @Test
  void aCancelledDoubtThatIsOverIsNotAbandonedAgain() {
    claimedAndInDoubt();
    store.replace(ended(ErrorCode.CANCELLED, Optional.empty()));
    assertThat(stored().state().isCancelled()).isTrue();

    assertThat(abandon()).isEqualTo(new Unchanged(stored()));
  }

  @Test
  void whatEndedOtherwiseWasInNoDoubt() {
    claimedAndInDoubt();
    store.replace(ended(ErrorCode.CANCELLED, Optional.of(Examples.ref(ACME, "t-1"))));

    assertThat(abandon()).isEqualTo(new NotInDoubt(stored()));
  }

  private ControlResult abandon() {
    return control.resolution().resolve(ID, new OperatorDecision.Abandon());
  }

  private Task ended(ErrorCode code, Optional<ProviderTaskRef> ref) {
    return stored()
        .failed(Failure.of(code, "it ended", ACME), Finality.CERTAIN, ref, clock.instant());
  }

  private void claimedAndInDoubt() {
    store.claim(
        Task.claimed(
            Examples.request("order-1"), ACME, List.of(), clock.instant(), Duration.ofMinutes(1)));
    store.replace(stored().inDoubt(ACME, "timed out", clock.instant()));
  }

  private static Failure refusal() {
    return Failure.of(ErrorCode.CONTENT_REFUSED, "no", ACME);
  }

  private Task stored() {
    return ID.find(store::find).orElseThrow();
  }
}
