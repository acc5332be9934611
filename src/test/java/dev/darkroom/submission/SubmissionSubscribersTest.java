package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.notification.TaskTokenChannel;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** State machines that subscribe to a task before, during and after its paid call. */
class SubmissionSubscribersTest extends SubmissionFixture {
  @Test
  void aSubscriberThatLosesARaceJoinsAllTheSame() {
    submission.submit(wish, routes(acme));
    store.beforeNextReplace(() -> store.replace(stored().withSubscriber("AQC/faster")));

    submission.submit(waitedFor("AQC/slower"), routes(acme));

    assertThat(stored().tokens()).containsExactly("AQC/faster", "AQC/slower");
  }

  @Test
  void theSameRequestWithAnotherTokenIsTheSameTaskAndBothWait() {
    submission.submit(waitedFor("AQC/1"), routes(acme));

    var again = submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(again).isInstanceOf(SubmissionResult.Repeated.class);
    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/2");
    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(tokens.calls()).isEmpty();
  }

  @Test
  void theSameEventAgainWaitsOnce() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    var before = stored();

    submission.submit(waitedFor("AQC/1"), routes(acme));

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aSubscriberOfAFinishedTaskIsNotifiedAtOnce() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    store.replace(failed(stored()));
    store.replace(stored().published(clock.instant()));
    var before = stored();

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(tokens.calls())
        .containsExactly(new TestingTokens.Call("AQC/2", "generation_failed", "they said so"));
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aSubscriberAfterTheOthersWereNotifiedIsNotifiedAtOnce() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    store.replace(failed(stored()));
    store.replace(TaskExamples.publishedOn(TaskTokenChannel.NAME, stored()));

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(tokens.calls()).extracting(TestingTokens.Call::token).containsExactly("AQC/2");
  }

  @Test
  void subscribersOfAnUnpublishedRefusalJoinTheNextAttempt() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
    submission.submit(waitedFor("AQC/1"), routes(acme));

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(stored().revision().attempt()).isEqualTo(2);
    assertThat(stored().tokens()).containsExactly("AQC/2", "AQC/1");
  }

  @Test
  void manyStateMachinesAtOnceAllWait() throws Exception {
    submission.submit(waitedFor("AQC/0"), routes(acme));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racers = new ArrayList<Callable<SubmissionResult>>();
      for (int number = 1; number < 20; number++) {
        var token = "AQC/" + number;
        racers.add(() -> submission.submit(waitedFor(token), routes(acme)));
      }
      threads.invokeAll(racers);
    }

    assertThat(stored().tokens()).hasSize(20);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aSubscriberDuringThePaidCallDoesNotChangeItsOutcome() {
    acme.willAnswer(
        whileAnotherJoins(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED))));
    submission.submit(waitedFor("AQC/1"), routes(acme));
    assertThat(stored().isReclaimable()).isTrue();
    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/joined");
    assertThat(queue.checks()).hasSize(1);
  }

  @Test
  void aSubscriberDuringAnUnansweredCallWaitsInDoubt() {
    acme.willAnswer(whileAnotherJoins(new SubmitResult.InDoubt("timed out")));

    submission.submit(waitedFor("AQC/1"), routes(acme));

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(stored().tokens()).hasSize(2);
  }

  @Test
  void aSubscriberDuringACallDoesNotHinderTheNextProvider() {
    acme.willAnswer(
        whileAnotherJoins(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));

    submission.submit(waitedFor("AQC/1"), routes(acme, bolt));

    assertThat(stored().state()).isEqualTo(new Submitted(bolt.ref()));
    assertThat(stored().tokens()).hasSize(2);
  }

  @Test
  void aSubscriberOfARepeatedEventIsKept() {
    acme.willAnswer(
        whileAnotherJoins(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));
    submission.submit(waitedFor("AQC/1"), routes(acme));

    submission.submit(waitedFor("AQC/1"), routes(acme));

    assertThat(stored().state()).isInstanceOf(Submitted.class);
    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/joined");
  }

  @Test
  void aSubscriberAboveTheLimitIsRefusedByItsOwnTokenAndTheTaskGoesOn() {
    submission.submit(waitedFor("AQC/0"), routes(acme));
    for (int number = 1; number <= Subscribers.MOST_TOKENS; number++) {
      submission.submit(waitedFor("AQC/" + number), routes(acme));
    }
    var full = stored();

    var result = submission.submit(waitedFor("AQC/late"), routes(acme));

    assertThat(result).isEqualTo(new Repeated(full));
    assertThat(stored()).isEqualTo(full);
    assertThat(tokens.calls())
        .extracting(TestingTokens.Call::token, TestingTokens.Call::error)
        .containsExactly(org.assertj.core.api.Assertions.tuple("AQC/late", "too_many_waiting"));
  }

  @Test
  void subscribersOfUnpublishedRefusalsAreBoundedToo() {
    for (int number = 0; number < 40; number++) {
      acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
      submission.submit(waitedFor("AQC/" + number), routes(acme));
    }

    assertThat(stored().tokens()).hasSizeLessThanOrEqualTo(Subscribers.MOST_TOKENS + 1);
    var heard = tokens.calls().stream().map(TestingTokens.Call::token);
    assertThat(java.util.stream.Stream.concat(heard, stored().tokens().stream()).distinct())
        .hasSize(40); // nobody waits for ever
  }

  private Supplier<SubmitResult> whileAnotherJoins(SubmitResult answer) {
    return () -> {
      submission.submit(waitedFor("AQC/joined"), routes(acme));
      return answer;
    };
  }
}
