package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Finished;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Results, references and hints that arrive with the paid call or during it. */
class SubmissionAnswersTest extends SubmissionFixture {
  @Test
  void aCallbackThatOvertakesOurOwnWriteWins() {
    acme.willAnswer(
        () -> {
          var images = List.of(Examples.stored(wish.taskId(), 0));
          store.replace(
              stored()
                  .delivered(
                      acme.ref(), images, List.of(), List.of(), Optional.empty(), clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(queue.entries()).as("a reference that the record holds").isEmpty();
  }

  @Test
  void anAnswerThatComesAfterAllHealsTheDoubt() {
    acme.willAnswer(
        () -> {
          store.replace(stored().inDoubt(ACME, "took too long", clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aResultThatComesWithTheAnswerIsKeptAndFetchedAtOnce() {
    var result = new Succeeded(List.of(Examples.remote(0)), Optional.empty());
    acme.willAnswer(new Finished(acme.ref(), result));

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new ResultKnown(acme.ref(), result));
    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(Check.of(wish.taskId()), Duration.ZERO));
  }

  @Test
  void aResultThatComesWithTheAnswerIsFoundByTheSweepIfTheQueueIsDown() {
    queue.goDown();
    acme.willAnswer(
        new Finished(acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.empty())));

    submission.submit(wish, routes(acme));

    clock.advance(Schedule.CLAIM_GRACE);
    assertThat(store.due(DueWindow.upTo(clock.instant()), Optional.empty(), 10).tasks()).hasSize(1);
  }

  @Test
  void aResultThatCannotBeWrittenDownIsAskedForOnceMore() {
    store.failOnReplace();
    acme.willAnswer(
        new Finished(acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.empty())));

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(queue.checks())
        .containsExactly(Check.of(store.find(wish.taskId()).orElseThrow(), acme.ref()));
  }

  @Test
  void aResultThatComesWithTheAnswerBelongsToItsTask() {
    acme.willAnswer(
        new Finished(acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.empty())));

    submission.submit(wish, routes(acme));

    assertThat(store.ownerOf(acme.ref())).contains(wish.taskId());
  }

  @Test
  void theReferenceOfThePaidCallBelongsToItsTask() {
    submission.submit(wish, routes(acme));

    assertThat(store.ownerOf(acme.ref())).contains(wish.taskId());
  }

  @Test
  void aReferenceThatCouldNotBeOwnedIsNoFailedSubmit() {
    store.failOnOwn();

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void thePaidCallsOwnReferenceWinsOverAHintThatWasFaster() {
    acme.willAnswer(
        () -> {
          var hint = new ProviderTaskRef(ACME, "hint");
          store.replace(stored().attached(hint, clock.instant(), clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aHintDuringThePaidCallHindersNothingAndIsVoidThen() {
    acme.willAnswer(
        () -> {
          var progress =
              stored().progress().hinted(List.of(), List.of(new ProviderTaskRef(ACME, "hint")));
          store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
    assertThat(stored().progress()).isEqualTo(Progress.NONE);
  }

  @Test
  void aHintDuringAnUnansweredCallIsAskedAboutSoon() {
    acme.willAnswer(
        () -> {
          var progress =
              stored().progress().hinted(List.of(), List.of(new ProviderTaskRef(ACME, "hint")));
          store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));
          return new SubmitResult.InDoubt("timed out");
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().progress().hints()).hasSize(1);
    assertThat(stored().nextCheckAt()).isEqualTo(clock.instant().plus(Schedule.CLAIM_GRACE));
  }

  /** A busy gateway may have passed the task on: somebody there has rung for it. */
  @Test
  void aProviderThatCalledBackIsNotBelievedToHaveTakenNothing() {
    acme.willAnswer(
        whileItRings(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));

    var result = submission.submit(wish, routes(acme, bolt));
    submission.submit(wish, routes(acme, bolt));

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(bolt.submitCount()).isZero();
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(stored().progress().hints()).hasSize(1);
    assertThat(result).isEqualTo(new Started(stored()));
  }

  @Test
  void aProviderThatCalledBackIsNotPaidAgainForARepeatedEvent() {
    acme.willAnswer(
        whileItRings(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));

    submission.submit(wish, routes(acme));
    submission.submit(wish, routes(acme));

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
  }

  @Test
  void aProviderThatCalledBackHasNotRefusedTheTask() {
    acme.willAnswer(whileItRings(new Refused(failure(ErrorCode.CONTENT_REFUSED))));

    var result = submission.submit(wish, routes(acme));

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(result).isInstanceOf(Started.class);
  }

  /** A check was faster: the sender is not told to send it again. */
  @Test
  void thatNothingWasTakenIsSaidOnlyWhereTheRecordSaysSo() {
    acme.willAnswer(
        () -> {
          store.replace(stored().attached(acme.ref(), clock.instant(), clock.instant()));
          return new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty());
        });

    assertThat(submission.submit(wish, routes(acme))).isEqualTo(new Started(stored()));
  }

  /** The call of an earlier claim comes back after its id was claimed anew. */
  @Test
  void whatBecameOfAnEarlierClaimIsNotWrittenOverALaterOne() {
    acme.willAnswer(
        () -> {
          store.replace(
              stored().notAccepted(failure(ErrorCode.RATE_LIMITED), true, clock.instant()));
          store.claim(Task.claimed(wish, ACME, List.of(), clock.instant(), Duration.ofMinutes(5)));
          return new SubmitResult.InDoubt("timed out");
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().revision().attempt()).isEqualTo(2);
    assertThat(stored().state()).isEqualTo(new Claimed(ACME));
  }

  private Supplier<SubmitResult> whileItRings(SubmitResult answer) {
    return () -> {
      var progress =
          stored().progress().hinted(List.of(), List.of(new ProviderTaskRef(ACME, "hint")));
      store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));
      return answer;
    };
  }
}
