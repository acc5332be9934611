package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskStore.DueTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** An empty store, and tasks for it. */
public abstract class StoreFixture {
  static final Instant LATER = NOW.plusSeconds(86_400 * 2);
  TaskStore store;

  /** A store that holds nothing yet. */
  protected abstract TaskStore emptyStore();

  @BeforeEach
  void start() {
    store = emptyStore();
  }

  Task publishedTask(String id) {
    var task = claim(plainRequest(id.replace(' ', '-')));
    var told = delivered(submitted(task)).published(NOW);
    store.claim(task);
    store.replace(submitted(task));
    store.replace(delivered(submitted(task)));
    assertThat(store.replace(told)).isTrue();
    return told;
  }

  List<DueTask> due(Instant now) {
    return store.due(DueWindow.upTo(now), Optional.empty(), 10).tasks();
  }

  static Task dueAt(String id, int seconds) {
    return dueAt(id, seconds, NOW);
  }

  static Task dueAt(String id, int seconds, Instant created) {
    return Task.claimed(
        plainRequest(id),
        TaskExamples.EVOLINK,
        List.of(),
        created,
        Schedule.CLAIM_GRACE.plusSeconds(seconds));
  }

  static <T> List<T> atOnce(int racers, IntFunction<T> racer) {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, racers)
              .mapToObj(
                  number ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            awaitQuietly(start);
                            return racer.apply(number);
                          },
                          threads))
              .toList();
      start.countDown();
      return running.stream().map(CompletableFuture::join).toList();
    }
  }

  static void awaitQuietly(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
