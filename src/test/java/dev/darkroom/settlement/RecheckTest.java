package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.RecheckResult;
import dev.darkroom.control.RecheckResult.Absent;
import dev.darkroom.control.RecheckResult.LetterCount;
import dev.darkroom.control.RecheckResult.NothingToCheck;
import dev.darkroom.control.RecheckResult.Queued;
import dev.darkroom.control.TestingControl;
import dev.darkroom.control.TestingLetters;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A check that a person asks for, and the dead letters that it brings back. */
class RecheckTest {
  private final TaskWorld world = new TaskWorld();
  private final RecordingQueue queue = new RecordingQueue();
  private final TestingControl onQueue =
      TestingControl.of(world.store, Providers.of(world.acme), queue, world.letters, world.clock);

  @Test
  void aCheckIsPutOnTheQueueNow() {
    world.submitted();
    world.acme.willReport(success(1));

    assertThat(recheck()).isEqualTo(new Queued(world.stored(), letters(0, 0, true)));
    world.pass(Duration.ofSeconds(1));

    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void whatIsFinalAndToldIsNotChecked() {
    world.submitted();
    world.acme.willReport(success(1));
    world.pass(Duration.ofHours(1));
    world.letters.put(letter(world.request.taskId(), "genuine"));

    assertThat(recheck()).isEqualTo(new NothingToCheck(world.stored()));

    assertThat(world.letters.bodies()).hasSize(1);
  }

  @Test
  void anUnknownIdIsNotChecked() {
    assertThat(world.control.recheck().recheck(new EitherId("nobody")))
        .isEqualTo(new Absent(new ControlResult.NoSuchTask()));
  }

  @Test
  void theTasksLettersComeBackWithWhatTheyHoldAndTheOthersAreShownAgain() {
    world.inDoubt();
    var others = IntStream.range(0, 23).mapToObj(RecheckTest::other).toList();
    others.forEach(world.letters::put);
    var hint = world.rung(named("genuine")).withRetryCount(7);
    world.letters.put(CheckJson.write(hint)).put("no check at all");

    var result = onQueue.recheck().recheck(world.id());

    assertThat(result).isEqualTo(new Queued(world.stored(), letters(25, 1, true)));
    assertThat(queue.checks()).containsExactly(Check.of(world.stored()), hint.withRetryCount(0));
    assertThat(world.letters.bodies()).containsAll(others).contains("no check at all").hasSize(24);
    assertThat(world.letters.hiddenCount()).isZero();
  }

  @Test
  void aHintThatCameBackHealsTheTask() {
    world.inDoubt();
    world.letters.put(letter(world.request.taskId(), "genuine"));
    world.acme.willReport(success(1));

    recheck();
    world.pass(Duration.ofSeconds(1));

    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void theLookEndsWithItsTimeAndSaysSo() {
    world.inDoubt();
    IntStream.range(0, 500).mapToObj(RecheckTest::other).forEach(world.letters::put);
    world.letters.onReceive(() -> world.clock.advance(Duration.ofSeconds(3)));

    assertThat(recheck()).isEqualTo(new Queued(world.stored(), letters(40, 0, false)));
    assertThat(world.letters.hiddenCount()).isZero();
  }

  @Test
  void theLookEndsAfterSoManyLettersAndSaysSo() {
    world.inDoubt();
    IntStream.range(0, 1200).mapToObj(RecheckTest::other).forEach(world.letters::put);

    assertThat(recheck()).isEqualTo(new Queued(world.stored(), letters(1000, 0, false)));
    assertThat(world.letters.bodies()).hasSize(1200);
  }

  @Test
  void theTasksOwnLettersCountAmongThoseThatAreLookedAt() {
    world.inDoubt();
    var own = letter(world.request.taskId(), "genuine");
    IntStream.range(0, 5).forEach(_ -> world.letters.put(own));
    IntStream.range(0, 1200).mapToObj(RecheckTest::other).forEach(world.letters::put);

    assertThat(onQueue.recheck().recheck(world.id()))
        .isEqualTo(new Queued(world.stored(), letters(1000, 5, false)));
  }

  @Test
  void withoutAQueueOfLettersNoneAreLookedAt() {
    world.inDoubt();
    var control =
        TestingControl.of(
            world.store, Providers.of(world.acme), queue, TestingLetters.none(), world.clock);

    assertThat(control.recheck().recheck(world.id()))
        .isEqualTo(new Queued(world.stored(), Optional.empty()));
  }

  // Two faults at once.

  @Test
  void aLetterThatCannotBeRemovedIsDoubledAndNeverLost() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.letters.put(other(1)).put(letter(world.request.taskId(), "genuine"));
    world.letters.getStuck();

    assertThatThrownBy(this::recheck).isInstanceOf(IllegalStateException.class);

    assertThat(world.letters.bodies()).hasSize(2);
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(2));
    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void aQueueThatRefusesEverythingLosesNoLetter() {
    world.inDoubt();
    world.letters.put(other(1)).put(letter(world.request.taskId(), "genuine"));
    world.letters.onReceive(queue::goDown);

    assertThatThrownBy(() -> onQueue.recheck().recheck(world.id()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(world.letters.bodies()).hasSize(2);

    queue.comeBack();
    world.letters.onReceive(() -> {});
    assertThat(onQueue.recheck().recheck(world.id()))
        .isEqualTo(new Queued(world.stored(), letters(2, 1, true)));
    assertThat(world.letters.bodies()).isEqualTo(List.of(other(1)));
  }

  private RecheckResult recheck() {
    return world.control.recheck().recheck(world.id());
  }

  private static Optional<LetterCount> letters(int lookedAt, int broughtBack, boolean isComplete) {
    return Optional.of(new LetterCount(lookedAt, broughtBack, isComplete));
  }

  private String letter(TaskId task, String named) {
    return CheckJson.write(
        Check.of(task)
            .from(new Check.Source.Callback(world.clock.instant()))
            .withHint(named(named)));
  }

  private static String other(int number) {
    return CheckJson.write(Check.of(TaskId.of(new RequestId("other-" + number))));
  }
}
