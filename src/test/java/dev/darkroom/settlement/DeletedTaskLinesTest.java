package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    deleted();
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
    deleted();
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
    world.delivery.willGive(new DeliveryResult(List.of(otherBytes()), List.of(), List.of()));
    world.store.beforeNextReplace(this::deleted);

    settle();

    assertThat(lines).contains("WARN emptied:1");
  }

  private void deleted() {
    var now = world.clock.instant();
    var failure = Failure.of(ErrorCode.GENERATION_FAILED, "it failed", ACME);
    var none = world.stored().failed(failure, Finality.CERTAIN, Optional.empty(), now);
    assertThat(world.store.replace(none)).isTrue();
    assertThat(world.store.replace(none.published(now))).isTrue();
    assertThat(world.store.delete(world.stored(), now)).isTrue();
  }

  private StoredImage otherBytes() {
    var usual = Examples.stored(world.request.taskId(), 0);
    return new StoredImage(
        0,
        usual.key().replace("/0.png", "/0-cdcdcdcd.png"),
        usual.contentType(),
        usual.width(),
        usual.height(),
        usual.bytes(),
        "cd".repeat(32));
  }

  private void settle() {
    world.settlement.settle(Check.of(world.request.taskId()));
  }
}
