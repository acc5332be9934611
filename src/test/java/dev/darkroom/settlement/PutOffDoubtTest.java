package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.task.TaskState.Failed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Callbacks that come while a check puts a doubt off, because nothing is known of its task. */
class PutOffDoubtTest extends HintsFixture {
  @Test
  void aHintThatIsRecordedBeforeAToldDoubtIsPutOffIsAskedAboutWithinTheHour() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.clock.advance(world.request.delivery().deadline());
    beforeReplace(3, () -> world.settlement.settle(world.rung(GENUINE)));

    world.settlement.settle(Check.of(world.request.taskId()));
    assertThat(world.stored().state()).isInstanceOf(Failed.class);
    assertThat(world.stored().progress().hints()).containsExactly(GENUINE);
    world.acme.willReport(success(1));
    world.pass(Duration.ofHours(1));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aHintThatComesAfterADoubtWasPutOffBringsTheCheckForward() {
    world.givenUp();
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(GENUINE));
    world.acme.willReport(success(1));

    world.pass(Duration.ofHours(1));

    assertThat(world.isDelivered()).isTrue();
  }

  /** The failure is the first replacement, its publication the second, the put-off the third. */
  private void beforeReplace(int number, Runnable other) {
    world.store.beforeNextReplace(number == 1 ? other : () -> beforeReplace(number - 1, other));
  }
}
