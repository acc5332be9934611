package dev.darkroom.check;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore.DueTask;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
  private static final Duration PLENTY = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock();
  private final RecordingQueue queue = new RecordingQueue();
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final Sweep sweep = new Sweep(store, queue, clock, new StepLog());

  @Test
  void everyTaskThatIsDueIsQueuedOnce() {
    var task = claim("order-1");
    clock.advance(Duration.ofMinutes(1));

    int queued = sweep.run(PLENTY);

    assertThat(queued).isEqualTo(1);
    assertThat(queue.checks()).containsExactly(swept(task));
  }

  @Test
  void aTaskThatIsNotDueIsLeftAlone() {
    claim("order-1");
    clock.advance(Duration.ofSeconds(59));

    assertThat(sweep.run(PLENTY)).isZero();
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aPublishedTaskIsLeftAlone() {
    var task = claim("order-1");
    store.replace(task.published(clock.instant()));
    clock.advance(Duration.ofDays(1));

    assertThat(sweep.run(PLENTY)).isZero();
  }

  @Test
  void aSweptTaskIsLeftAloneAndSweptAgainIfNothingComesOfIt() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(1));

    int first = sweep.run(PLENTY);
    int atOnce = sweep.run(PLENTY);
    clock.advance(Duration.ofMinutes(2));
    int later = sweep.run(PLENTY);

    assertThat(List.of(first, atOnce, later)).containsExactly(1, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"PT10M", "P1D", "P36500D", "P300000000D"})
  void aClockThatWasAheadOnceHidesNothingLater(Duration ahead) {
    claim("order-1");
    new Sweep(store, queue, Clock.fixed(clock.instant().plus(ahead), ZoneOffset.UTC), new StepLog())
        .run(PLENTY);
    claim("order-2");
    clock.advance(Duration.ofMinutes(1));

    assertThat(sweep.run(PLENTY)).isEqualTo(2);
  }

  @Test
  void aTaskThatCouldNotBeQueuedStaysDue() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(1));
    queue.goDown();
    assertThatThrownBy(() -> sweep.run(PLENTY)).isInstanceOf(RuntimeException.class);
    queue.comeBack();

    assertThat(sweep.run(PLENTY)).isEqualTo(1);
  }

  @Test
  void aCrashBetweenQueueingAndNotingItQueuesTwiceAndNeverLoses() {
    var task = claim("order-1");
    clock.advance(Duration.ofMinutes(1));
    var failing = new FailingStore(store);
    failing.failOnPass();
    var crashing = new Sweep(failing, queue, clock, new StepLog());

    assertThatThrownBy(() -> crashing.run(PLENTY)).isInstanceOf(RuntimeException.class);
    sweep.run(PLENTY);

    assertThat(queue.checks()).containsExactly(swept(task), swept(task));
  }

  @Test
  void aPageThatWasNotedThoughTheAnswerIsLostIsNotQueuedAgain() {
    claimMany(2500);
    clock.advance(Duration.ofMinutes(1));
    var failing = new FailingStore(store);
    failing.loseAnswersOfPasses();
    var crashing = new Sweep(failing, queue, clock, new StepLog());

    assertThatThrownBy(() -> crashing.run(PLENTY)).isInstanceOf(RuntimeException.class);
    sweep.run(PLENTY);

    assertThat(queuedTasks()).hasSize(2500).doesNotHaveDuplicates();
  }

  @Test
  void twoFaultsInARowLoseNothing() {
    claimMany(2500);
    clock.advance(Duration.ofMinutes(1));
    var failing = new FailingStore(store);
    var crashing = new Sweep(failing, queue, clock, new StepLog());
    failing.failOnPass();
    assertThatThrownBy(() -> crashing.run(PLENTY)).isInstanceOf(RuntimeException.class);
    failing.comeBack();
    failing.loseAnswersOfPasses();
    assertThatThrownBy(() -> crashing.run(PLENTY)).isInstanceOf(RuntimeException.class);
    failing.comeBack();

    crashing.run(PLENTY);

    assertThat(new HashSet<>(queuedTasks())).hasSize(2500);
    assertThat(queuedTasks()).hasSize(3500);
  }

  @Test
  void twoSweepsAtOnceLoseNothingAndQueueOnePageTwice() {
    claimMany(2500);
    clock.advance(Duration.ofMinutes(1));
    var between = new AtomicBoolean(true);
    var slow =
        new RecordingQueue() {
          @Override
          public void putAll(List<Check> checks) {
            checks.forEach(check -> queue.put(check, Duration.ZERO));
            if (between.getAndSet(false)) {
              sweep.run(Duration.ZERO);
            }
          }
        };

    int ofTheSlow = new Sweep(store, slow, clock, new StepLog()).run(PLENTY);
    sweep.run(PLENTY);

    assertThat(ofTheSlow).isEqualTo(1000);
    assertThat(new HashSet<>(queuedTasks())).hasSize(2500);
    assertThat(queuedTasks()).hasSize(3500);
  }

  @Test
  void whatBecomesDueMeanwhileIsQueuedByTheNextRun() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(1));
    sweep.run(PLENTY);
    var second = claim("order-2");
    clock.advance(Duration.ofMinutes(1));

    assertThat(sweep.run(PLENTY)).isEqualTo(1);
    assertThat(queue.checks().getLast()).isEqualTo(swept(second));
  }

  @Test
  void whatWaitsOnTheQueueIsNotQueuedAgain() {
    claimMany(5);
    clock.advance(Duration.ofMinutes(1));
    sweep.run(PLENTY);
    queue.leaveWaiting(1001);
    var fresh = claim("fresh");

    clock.advance(Duration.ofMinutes(2));
    int whileBehind = sweep.run(PLENTY);
    queue.leaveWaiting(1000);
    int afterwards = sweep.run(PLENTY);

    assertThat(whileBehind).isEqualTo(1);
    assertThat(queue.checks().get(5)).isEqualTo(swept(fresh));
    assertThat(afterwards).isEqualTo(6);
  }

  @Test
  void aLostCheckIsFoundHoweverManyOthersWait() {
    var task = claim("order-1");
    clock.advance(Duration.ofMinutes(1));
    sweep.run(PLENTY);
    queue.leaveWaiting(100_000);

    clock.advance(Duration.ofMinutes(29));
    int before = sweep.run(PLENTY);
    clock.advance(Duration.ofMinutes(1));
    int after = sweep.run(PLENTY);

    assertThat(List.of(before, after)).containsExactly(0, 1);
    assertThat(queue.checks()).containsExactly(swept(task), swept(task));
  }

  @Test
  void whatCannotBeQueuedHindersNothingElseOnItsPage() {
    claimMany(1000);
    clock.advance(Duration.ofMinutes(1));
    var refused = due().getFirst().id();
    var picky =
        new RecordingQueue() {
          @Override
          public void put(Check check, Duration delay) {
            if (check.task().equals(refused)) {
              throw new IllegalStateException("not this one");
            }
            queue.put(check, delay);
          }
        };

    assertThatThrownBy(() -> new Sweep(store, picky, clock, new StepLog()).run(PLENTY))
        .hasRootCauseMessage("not this one");

    assertThat(queue.checks()).hasSize(800);
    assertThat(sweep.run(PLENTY)).isEqualTo(1000);
  }

  @Test
  void moreThanAPageIsSweptInOneRun() {
    claimMany(2101);
    clock.advance(Duration.ofMinutes(1));

    int queued = sweep.run(PLENTY);

    assertThat(queued).isEqualTo(2101);
    assertThat(queuedTasks()).hasSize(2101).doesNotHaveDuplicates();
  }

  @Test
  void aRunWithoutTimeEndsWithItsFirstPageAndTheNextGoesOn() {
    claimMany(1001);
    clock.advance(Duration.ofMinutes(1));

    int first = sweep.run(Duration.ZERO);
    int second = sweep.run(Duration.ZERO);

    assertThat(first).isEqualTo(1000);
    assertThat(second).isEqualTo(1);
  }

  @Test
  void theAgeOfTheOldestTaskThatWasDueIsMeasured() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(7));
    claim("order-2");
    clock.advance(Duration.ofMinutes(1));
    try (var lines = new CapturedLines()) {

      sweep.run(PLENTY);
      sweep.run(PLENTY);

      assertThat(lines.of("sweep"))
          .extracting(line -> line.path("OldestOpenTask").asInt())
          .contains(480, 0);
      assertThat(lines.of("sweep").getFirst().at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
          .isEqualTo("[[]]");
    }
  }

  @Test
  void theAgeIsKeptWhileWhatIsOldestWaitsOnTheQueue() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(8));
    sweep.run(PLENTY);
    queue.leaveWaiting(5_000);
    clock.advance(Duration.ofMinutes(2));
    try (var lines = new CapturedLines()) {

      sweep.run(PLENTY);
      queue.leaveWaiting(0);
      store.replace(store.find(due().getFirst().id()).orElseThrow().published(clock.instant()));
      sweep.run(PLENTY);

      assertThat(lines.of("sweep"))
          .extracting(line -> line.path("OldestOpenTask").asInt())
          .containsExactly(600, 0);
    }
  }

  @Test
  void whatWasHandedOutIsLeftToSettlementForTwoMinutes() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(1));
    sweep.run(PLENTY);

    clock.advance(Duration.ofMinutes(2).minusMillis(1));
    assertThat(sweep.run(PLENTY)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(sweep.run(PLENTY)).isEqualTo(1);
  }

  @Test
  void aRunSaysHowManyItQueued() {
    claimMany(3);
    clock.advance(Duration.ofMinutes(1));
    try (var lines = new CapturedLines()) {

      sweep.run(PLENTY);

      assertThat(lines.of("sweep"))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("queued:3");
    }
  }

  @Test
  void aRunThatAnotherOneHasOvertakenSaysSo() {
    claimMany(1);
    clock.advance(Duration.ofMinutes(1));
    var between = new AtomicBoolean(true);
    var slow =
        new RecordingQueue() {
          @Override
          public void putAll(List<Check> checks) {
            if (between.getAndSet(false)) {
              sweep.run(Duration.ZERO);
            }
          }
        };
    try (var lines = new CapturedLines()) {

      new Sweep(store, slow, clock, new StepLog()).run(PLENTY);

      assertThat(lines.of("sweep"))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("queued:1", "overtaken:1");
    }
  }

  private List<DueTask> due() {
    return store.due(DueWindow.upTo(clock.instant()), Optional.empty(), 1000).tasks();
  }

  private List<TaskId> queuedTasks() {
    return queue.checks().stream().map(Check::task).toList();
  }

  private void claimMany(int count) {
    IntStream.range(0, count).forEach(index -> claim("order-" + index));
  }

  private Task claim(String id) {
    var task =
        Task.claimed(Examples.request(id), ACME, List.of(), clock.instant(), Duration.ofMinutes(1));
    store.claim(task);
    return task;
  }

  private static Check swept(Task task) {
    return Check.of(task.id()).from(new Check.Source.Sweep());
  }
}
