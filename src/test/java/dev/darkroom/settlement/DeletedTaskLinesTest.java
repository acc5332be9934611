package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.testing.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of a deleted task say: the usual is no warning, and what was found is one. */
class DeletedTaskLinesTest {
  private static final Logger LOG = Logger.getLogger("dev.darkroom.step");

  private final TaskWorld world = new TaskWorld();
  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          var outcome = line.getMessage().replaceFirst(".*outcome=(\\S+).*", "$1");
          lines.add(line.getLevel().getName() + " " + outcome);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void end() {
    LOG.removeHandler(handler);
  }

  @Test
  void theLastCheckIsNoWarning() {
    world.submitted();
    world.endedAndDeleted();
    lines.clear();

    settle();

    assertThat(lines).containsExactly("INFO unmatched");
  }

  @Test
  void aCheckOfATaskThatNeverWasIsAWarning() {
    settle();

    assertThat(lines).containsExactly("WARN unmatched");
  }

  @Test
  void whatTheLastCheckEmptiesIsAWarning() {
    world.submitted();
    world.endedAndDeleted();
    world.delivery.has(Examples.stored(world.request.taskId(), 0));
    world.delivery.has(Examples.stored(world.request.taskId(), 1));
    lines.clear();

    settle();

    assertThat(lines).containsExactly("WARN emptied:2", "INFO unmatched");
  }

  @Test
  void whatACheckEmptiesThatStoredItUnderAnotherKeyIsAWarning() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(
        new DeliveryResult(
            List.of(Examples.storedUnderOtherKey(world.request.taskId())), List.of(), List.of()));
    world.store.beforeNextReplace(world::endedAndDeleted);

    settle();

    assertThat(lines).contains("WARN emptied:1");
  }

  private void settle() {
    world.settlement.settle(Check.of(world.request.taskId()));
  }
}
