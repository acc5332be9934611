package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.HintUnsettled;
import dev.darkroom.control.ControlResult.LostRaces;
import dev.darkroom.control.ControlResult.NoReport;
import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.control.ControlResult.NotThisTask;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an operator decides about a paid call whose fate is unknown. */
class DoubtResolutionTest {
  private final TaskWorld world = new TaskWorld();

  @Test
  void aConfirmedTaskIsAttachedAndCheckedAndDelivered() {
    world.inDoubt();
    world.acme.willReport(running(Duration.ofSeconds(1)));

    var result = attach("genuine");

    assertThat(result).isEqualTo(new Recorded(world.stored()));
    assertThat(world.stored().state()).isEqualTo(new Submitted(named("genuine")));
    assertThat(world.timeline())
        .contains("attached by an operator: nothing speaks against its model and its time");
    world.acme.willReport(success(1));
    world.pass(Duration.ofSeconds(1));
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(attach("genuine")).isEqualTo(new Unchanged(world.stored()));
    assertThat(world.acme.submitCount()).isZero();
  }

  @Test
  void anAbandonedClaimAndATaskThatWasGivenUpCanBeAttached() {
    world.claimed();
    assertThat(attach("genuine")).isInstanceOf(NotInDoubt.class);
    world.clock.advance(Duration.ofMinutes(1));

    assertThat(attach("genuine")).isInstanceOf(Recorded.class);
  }

  @Test
  void aTaskThatWasGivenUpIsDeliveredLateAfterItWasAttached() {
    world.givenUp();
    world.acme.willReport(success(1));

    assertThat(attach("genuine")).isInstanceOf(Recorded.class);
    world.pass(Duration.ofMinutes(1));

    assertThat(world.outcomes()).last().isEqualTo("succeeded-late");
  }

  @Test
  void aCancelledTaskIsAttachedAndItsProviderAskedToCancel() {
    world.inDoubt();
    world.cancel(LateImages.DROP);
    world.pass(Duration.ofMinutes(1));

    assertThat(attach("genuine")).isInstanceOf(Recorded.class);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.acme.cancelled()).contains(named("genuine"));
    assertThat(world.status()).isEqualTo("cancelled, open");
  }

  @Test
  void anotherTaskOfTheProviderIsNotAttached() {
    world.inDoubt();
    world.acme.willReport(running(Duration.ofDays(3)));

    assertThat(attach("older"))
        .isEqualTo(new NotThisTask(named("older"), "it was made before our claim"));

    assertThat(world.status()).isEqualTo("in_doubt, open");
  }

  @Test
  void aTaskOfAnotherTaskOfOursIsNotAttached() {
    world.inDoubt();
    var other = Examples.request("order-2");
    var task = Task.claimed(other, Examples.ACME, List.of(), Examples.NOW, Duration.ofMinutes(1));
    world.store.claim(task);
    world.store.own(named("theirs"), task);

    assertThat(attach("theirs"))
        .isEqualTo(new NotThisTask(named("theirs"), "it belongs to another task of ours"));
  }

  @Test
  void whatTheProviderDoesNotKnowIsNotAttached() {
    world.inDoubt();
    world.acme.willFirstReport(new NotKnown(), new Mismatched());

    assertThat(attach("nobody"))
        .isEqualTo(new NotThisTask(named("nobody"), "acme knows no such task"));
    assertThat(attach("nobody")).isInstanceOf(NotThisTask.class);
  }

  @Test
  void aSilentProviderDecidesNothing() {
    world.inDoubt();
    world.acme.willFirstReport(
        answered503(), new CheckResult.Transient("busy", Optional.of(Duration.ofSeconds(42))));

    assertThat(attach("genuine"))
        .isEqualTo(new NoReport(named("genuine"), "answered 503", Optional.empty()));
    assertThat(attach("genuine"))
        .isEqualTo(new NoReport(named("genuine"), "busy", Optional.of(Duration.ofSeconds(42))));
    assertThat(world.status()).isEqualTo("in_doubt, open");
  }

  @Test
  void aTaskWithAReferenceIsNotInDoubt() {
    world.submitted();

    assertThat(attach("other")).isEqualTo(new NotInDoubt(world.stored()));
    assertThat(attach(world.acme.ref().id())).isEqualTo(new Unchanged(world.stored()));
    assertThat(abandon()).isEqualTo(new NotInDoubt(world.stored()));
    assertThat(world.acme.asked()).isEmpty();
  }

  @Test
  void noOtherTaskIsAttachedWhileACallbacksHintIsUnsettled() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.ring(named("hinted"));
    world.pass(Duration.ofSeconds(1));
    world.acme.willReport(running(Duration.ofSeconds(1)));

    var result = attach("of-another-doubt");

    assertThat(result).isEqualTo(new HintUnsettled(world.stored(), named("hinted")));
    assertThat(world.store.ownerOf(named("of-another-doubt"))).isEmpty();
    assertThat(attach("hinted")).isInstanceOf(Recorded.class);
  }

  @Test
  void aHintThatArrivesDuringAnAttachOfAnotherTaskGoesBeforeIt() {
    world.inDoubt();
    world.acme.willReport(running(Duration.ofSeconds(1)));
    world.store.beforeNextReplace(() -> hint("hinted"));

    var result = attach("of-another-doubt");

    assertThat(result).isEqualTo(new HintUnsettled(world.stored(), named("hinted")));
    assertThat(world.stored().progress().hints()).containsExactly(named("hinted"));
  }

  private void hint(String id) {
    var task = world.stored();
    world.store.replace(
        task.knowing(task.progress().hinted(List.of(), List.of(named(id))))
            .progressed(List.of("called back"), world.clock.instant()));
  }

  @Test
  void aTaskThatHasEndedIsNotInDoubt() {
    world.submitted();
    world.acme.willReport(success(1));
    world.pass(Duration.ofHours(2));

    assertThat(abandon()).isEqualTo(new NotInDoubt(world.stored()));
    assertThat(attach("other")).isEqualTo(new NotInDoubt(world.stored()));
  }

  // Two faults at once.

  @Test
  void anAttachAgainstTheSameAttachOfACallbackIsOneAttach() {
    world.inDoubt();
    world.acme.willReport(running(Duration.ofSeconds(1)));
    world.store.beforeNextReplace(() -> world.settlement.settle(world.rung(named("genuine"))));

    assertThat(attach("genuine")).isEqualTo(new Unchanged(world.stored()));

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(10));
    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void anAttachAgainstAnotherAttachOfACallbackIsRefused() {
    world.inDoubt();
    world.acme.willReport(running(Duration.ofSeconds(1)));
    world.store.beforeNextReplace(() -> world.settlement.settle(world.rung(named("called"))));

    assertThat(attach("genuine")).isEqualTo(new NotInDoubt(world.stored()));

    assertThat(world.stored().state()).isEqualTo(new Submitted(named("called")));
  }

  @Test
  void aCallbacksAttachAgainstAnOperatorsFindsTheOperatorsTask() {
    world.inDoubt();
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(() -> attach("genuine"));

    world.settlement.settle(world.rung(named("genuine")));
    world.pass(Duration.ofMinutes(10));

    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void theAnswerOfTheWriteIsLostAndTheQueueLosesTheCheck() {
    world.inDoubt();
    world.acme.willReport(success(1));
    world.queue.loseMessages();
    world.store.loseAnswersOfNextReplaces(1);

    assertThatThrownBy(() -> attach("genuine")).isInstanceOf(FailingStore.Down.class);
    assertThat(attach("genuine")).isEqualTo(new Unchanged(world.stored()));
    world.pass(Duration.ofMinutes(5));

    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void aRecordThatOthersChangeEachTimeIsLeftAloneAfterABound() {
    world.inDoubt();
    var others = new AtomicInteger();
    world.store.beforeNextReplace(() -> join(others));

    assertThat(abandon()).isInstanceOf(LostRaces.class);

    assertThat(others.get()).isLessThan(20);
    assertThat(world.status()).isEqualTo("in_doubt, open");
  }

  private void join(AtomicInteger others) {
    int number = others.incrementAndGet();
    world.store.replace(world.stored().withSubscriber("AQC/" + number));
    world.store.beforeNextReplace(() -> join(others));
  }

  private ControlResult attach(String id) {
    return world.control.resolution().resolve(world.id(), new Attach(id));
  }

  private ControlResult abandon() {
    return world.control.resolution().resolve(world.id(), new Abandon());
  }

  /** It runs, under the model that was asked for, since so long ago. */
  private CheckResult running(Duration age) {
    var running = (Reported) reported(new Running());
    return new Reported(
        running.report(),
        Optional.of(world.clock.instant().minus(age)),
        Optional.of("their-seedream"));
  }
}
