package dev.darkroom.simulator;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import dev.darkroom.testing.ManualClock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task that is taken back, and the callback that would have come. */
class TaskRegistryTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final TaskRegistry book = new TaskRegistry(SimulatorOptions.hurried().withClock(clock));

  @Test
  void aTaskThatWaitsIsTakenBackAndNeverCalledBackFor() {
    var task = task();

    assertThat(book.cancel(task).isWaiting()).isTrue();

    assertThat(book.finish(task)).isFalse();
    clock.advance(task.length());
    assertThat(book.stage(task)).isEqualTo(new Stage.Cancelled());
  }

  @Test
  void aTaskThatRunsOrIsOverStaysWhatItIs() {
    var task = task();
    clock.advance(task.length().dividedBy(2));

    assertThat(book.cancel(task)).isInstanceOf(Stage.Processing.class);
    assertThat(book.finish(task)).isTrue();
    assertThat(book.cancel(task)).isEqualTo(new Stage.Completed(1));
    assertThat(book.stage(task)).isEqualTo(new Stage.Completed(1));
  }

  private SimulatedTask task() {
    var order =
        new CreateRequest(
            "model", "a fox", 1, new PictureSize(64, 64), PictureFormat.JPEG, Optional.empty());
    return book.open(_ -> "task-1", "sk-test", order, new Faults(Map.of()), order("a fox"));
  }
}
