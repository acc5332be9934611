package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.control.ControlResult.NotThisTask;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two doubts, and the provider's task of the second one is named for the first one by mistake. */
class OwnedHintsTest {
  private static final ProviderTaskRef OTHERS = named("of the other doubt");

  private final TaskWorld world = new TaskWorld();
  private final Task other =
      Task.claimed(
          Examples.request("order-2"),
          ACME,
          List.of(),
          world.clock.instant(),
          Duration.ofMinutes(1));

  @BeforeEach
  void twoDoubts() {
    world.inDoubt();
    world.store.claim(other);
    world.store.replace(other.inDoubt(ACME, "timed out", world.clock.instant()));
    world.acme.willReport(success(1));
  }

  @Test
  void anAttachThatIsNotWrittenTakesNothingFromTheOtherDoubt() {
    world.store.failOnNextWrites(1);

    assertThatThrownBy(this::attach).isInstanceOf(FailingStore.Down.class);

    assertThatTheOtherIsDelivered();
  }

  @Test
  void anAttachThatIsOvertakenTakesNothingFromTheOtherDoubt() {
    world.store.beforeNextReplace(
        () -> world.settlement.settle(world.rung(named("its own by a callback"))));

    assertThat(attach()).isInstanceOf(NotInDoubt.class);

    assertThatTheOtherIsDelivered();
  }

  @Test
  void aHintThatIsNotWrittenTakesNothingFromTheOtherDoubt() {
    world.store.beforeNextReplace(
        () -> {
          throw new ProcessDeath();
        });

    assertThatThrownBy(() -> world.settlement.settle(world.rung(OTHERS)))
        .isInstanceOf(ProcessDeath.class);

    assertThatTheOtherIsDelivered();
  }

  @Test
  void aHintThatIsOvertakenTakesNothingFromTheOtherDoubt() {
    world.store.beforeNextReplace(
        () -> {
          world.cancel(LateImages.DROP);
          world.settlement.settle(world.ownReference(named("its own")));
        });

    world.settlement.settle(world.rung(OTHERS));

    assertThatTheOtherIsDelivered();
  }

  @Test
  void whatIsAttachedBelongsToItsTaskAndToNoOther() {
    assertThat(attach()).isInstanceOf(Recorded.class);
    assertThat(world.store.ownerOf(OTHERS)).contains(world.request.taskId());

    ring();

    assertThat(otherNow().state()).isInstanceOf(InDoubt.class);
  }

  @Test
  void whatTheOtherTookMeanwhileIsRefusedToTheOperator() {
    world.store.beforeNextReplace(this::ring);

    assertThat(attach()).isEqualTo(new NotThisTask(OTHERS, "it belongs to another task of ours"));

    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(otherNow().state()).isInstanceOf(Delivered.class);
  }

  private void assertThatTheOtherIsDelivered() {
    assertThat(world.store.ownerOf(OTHERS)).isEmpty();
    ring();
    assertThat(otherNow().state()).isInstanceOf(Delivered.class);
  }

  private void ring() {
    var source = new Check.Source.Callback(world.clock.instant());
    world.settlement.settle(Check.of(other.id()).from(source).withHint(OTHERS));
  }

  private Task otherNow() {
    return world.store.find(other.id()).orElseThrow();
  }

  private ControlResult attach() {
    return world.control.resolution().resolve(world.id(), new Attach(OTHERS.id()));
  }
}
