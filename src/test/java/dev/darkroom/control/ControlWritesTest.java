package dev.darkroom.control;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.control.ControlResult.AlreadyFinal;
import dev.darkroom.control.ControlResult.LostRaces;
import dev.darkroom.control.ControlResult.NeverTask;
import dev.darkroom.control.ControlResult.NoSuchTask;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import dev.darkroom.testing.RecordingQueue.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a decision is written, and what follows it. */
class ControlWritesTest {
  private static final EitherId ID = new EitherId("order-1");

  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final RecordingQueue queue = new RecordingQueue();
  private final TestingLetters letters = new TestingLetters();
  private final ManualClock clock = new ManualClock();
  private final TestingControl control =
      TestingControl.of(store, Providers.of(new FakeProvider(ACME)), queue, letters, clock);

  @Test
  void aDecisionIsWrittenLoggedAndChecked() {
    claimed();
    try (var lines = new CapturedLines()) {

      assertThat(cancel()).isEqualTo(new Recorded(stored()));

      assertThat(stored().state().isCancelled()).isTrue();
      assertThat(queue.entries()).containsExactly(new Entry(Check.of(stored()), Duration.ZERO));
      assertThat(words(lines)).containsExactly("INFO cancelled:keep");
    }
  }

  @Test
  void aRepeatedDecisionIsCheckedAgainUntilItsRequesterKnows() {
    claimed();
    cancel();
    queue.clear();

    assertThat(cancel()).isEqualTo(new Unchanged(stored()));
    assertThat(queue.checks()).containsExactly(Check.of(stored()));

    store.replace(stored().published(clock.instant()));
    queue.clear();
    assertThat(cancel()).isEqualTo(new Unchanged(stored()));
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aTaskThatHasEndedIsNeitherWrittenNorChecked() {
    claimed();
    store.replace(
        stored()
            .failed(
                Failure.of(ErrorCode.CONTENT_REFUSED, "no", ACME),
                Finality.CERTAIN,
                Optional.empty(),
                clock.instant()));
    var before = stored();

    assertThat(cancel()).isEqualTo(new AlreadyFinal(before));

    assertThat(stored()).isEqualTo(before);
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aQueueThatIsDownUndoesNoDecision() {
    claimed();
    queue.goDown();
    try (var lines = new CapturedLines()) {

      assertThat(cancel()).isInstanceOf(Recorded.class);

      assertThat(stored().state().isCancelled()).isTrue();
      assertThat(words(lines))
          .containsExactly("INFO cancelled:keep", "WARN check_not_queued:IllegalStateException");
    }
  }

  @Test
  void aDecisionThatLosesARaceIsMadeAnew() {
    claimed();
    store.beforeNextReplace(() -> store.replace(stored().withSubscriber("AQC/1")));

    assertThat(cancel()).isInstanceOf(Recorded.class);

    assertThat(stored().state().isCancelled()).isTrue();
    assertThat(stored().tokens()).containsExactly("AQC/1");
  }

  @Test
  void aDecisionThatLosesTenRacesIsGivenBack() {
    claimed();
    var races = new AtomicInteger();
    joinBeforeEachWrite(races);

    assertThat(cancel()).isEqualTo(new LostRaces(stored()));

    assertThat(races).hasValue(10);
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void anIdWithoutATaskIsKnownByItsRefusalOrNotAtAll() {
    assertThat(cancel()).isEqualTo(new NoSuchTask());

    var refusal =
        new Refusal(
            Examples.request().id(), "sqs", "invalid_request", "no", List.of(), clock.instant());
    store.keepRefusal(refusal);
    assertThat(cancel()).isEqualTo(new NeverTask(refusal));
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aRecordThatVanishesDuringTheDecisionIsNoTask() {
    claimed();
    store.beforeNextReplace(
        () -> {
          store.replace(stored().withSubscriber("AQC/1"));
          store.vanish();
        });

    assertThat(cancel()).isEqualTo(new NoSuchTask());
  }

  @Test
  void aRecheckIsLogged() {
    claimed();
    try (var lines = new CapturedLines()) {

      control.recheck().recheck(ID);

      assertThat(words(lines)).containsExactly("INFO recheck");
    }
  }

  @Test
  void lettersThatCannotBeShownAreSaidAndSpoilNothing() {
    claimed();
    letters.put("no check at all").cannotBeShown();
    try (var lines = new CapturedLines()) {

      assertThat(control.recheck().recheck(ID)).isInstanceOf(RecheckResult.Queued.class);

      assertThat(words(lines))
          .containsExactly("INFO recheck", "WARN letters_hidden:IllegalStateException");
    }
  }

  private void joinBeforeEachWrite(AtomicInteger races) {
    store.beforeNextReplace(
        () -> {
          store.replace(stored().withSubscriber("AQC/" + races.incrementAndGet()));
          joinBeforeEachWrite(races);
        });
  }

  private ControlResult cancel() {
    return control.cancel().cancel(ID, LateImages.KEEP);
  }

  private List<String> words(CapturedLines lines) {
    return lines.of("control", Examples.request().taskId()).stream()
        .map(line -> line.path("level").asText() + " " + line.path("outcome").asText())
        .toList();
  }

  private void claimed() {
    store.claim(
        Task.claimed(Examples.request(), ACME, List.of(), clock.instant(), Duration.ofMinutes(1)));
  }

  private Task stored() {
    return store.find(Examples.request().taskId()).orElseThrow();
  }
}
