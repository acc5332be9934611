package dev.darkroom.check;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
  void aTaskWhoseRequesterKnowsIsLeftAlone() {
    var task = claim("order-1");
    store.replace(task.told(clock.instant()));
    clock.advance(Duration.ofDays(1));

    assertThat(sweep.run(PLENTY)).isZero();
  }

  @Test
  void aSweptTaskIsPutOffAndSweptAgainIfNothingComesOfIt() {
    claim("order-1");
    clock.advance(Duration.ofMinutes(1));

    int first = sweep.run(PLENTY);
    int atOnce = sweep.run(PLENTY);
    clock.advance(Duration.ofMinutes(2));
    int later = sweep.run(PLENTY);

    assertThat(List.of(first, atOnce, later)).containsExactly(1, 0, 1);
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
  void aCrashBetweenQueueingAndPuttingOffQueuesTwiceAndNeverLoses() {
    var task = claim("order-1");
    clock.advance(Duration.ofMinutes(1));
    var failing = new FailingStore(store);
    failing.failOnPostpone();
    var crashing = new Sweep(failing, queue, clock, new StepLog());

    assertThatThrownBy(() -> crashing.run(PLENTY)).isInstanceOf(RuntimeException.class);
    sweep.run(PLENTY);

    assertThat(queue.checks()).containsExactly(swept(task), swept(task));
  }

  @Test
  void whatCannotBeQueuedHindersNothingElseOnItsPage() {
    claimMany(500);
    clock.advance(Duration.ofMinutes(1));
    var refused = store.due(clock.instant(), 500).getFirst().id();
    SettleQueue picky =
        (check, delay) -> {
          if (check.task().equals(refused)) {
            throw new IllegalStateException("not this one");
          }
          queue.put(check, delay);
        };

    assertThatThrownBy(() -> new Sweep(store, picky, clock, new StepLog()).run(PLENTY))
        .hasRootCauseMessage("not this one");

    assertThat(queue.checks()).hasSize(400);
    assertThat(store.due(clock.instant(), 500)).hasSize(100);
  }

  @Test
  void moreThanAPageIsSweptInOneRun() {
    claimMany(1101);
    clock.advance(Duration.ofMinutes(1));

    int queued = sweep.run(PLENTY);

    assertThat(queued).isEqualTo(1101);
    assertThat(queue.checks().stream().map(Check::task).map(TaskId::value)).doesNotHaveDuplicates();
  }

  @Test
  void aRunWithoutTimeEndsWithItsFirstPageAndTheNextGoesOn() {
    claimMany(501);
    clock.advance(Duration.ofMinutes(1));

    int first = sweep.run(Duration.ZERO);
    int second = sweep.run(Duration.ZERO);

    assertThat(first).isEqualTo(500);
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
