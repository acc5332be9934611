package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.log.CapturedLines;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.testing.Examples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An event that its carrier gave up. */
class SurrenderTest extends SubmissionFixture {
  private final Surrender surrender = TestingSubmission.surrender(store, submission, tokens, clock);

  @Test
  void anEventThatNobodyAskedAProviderForSaysSo() {
    try (var lines = new CapturedLines()) {
      var result = surrender.of(wish);

      assertThat(result)
          .isEqualTo(new SubmissionResult.Transient(stored(), failure(), Optional.empty()));
      assertThat(failure().code()).isEqualTo(ErrorCode.NOT_TAKEN);
      assertThat(failure().message())
          .isEqualTo("its event was given up after several tries, before any provider was asked");
      assertThat(failure().provider()).isEmpty();
      assertThat(lines.of("submission", wish.taskId()))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("given_up");
    }
  }

  @Test
  void theLastAnswerOfAProviderIsInTheReason() {
    notNow();

    surrender.of(wish);

    assertThat(failure())
        .isEqualTo(
            new Failure(
                ErrorCode.NOT_TAKEN,
                "its event was given up after several tries; the last one: rate_limited: slow down",
                Optional.of(Examples.ACME),
                Optional.of("429")));
  }

  @Test
  void theAnswerToAnotherRequestOfTheIdIsNotInTheReason() {
    notNow();
    var other = Examples.request(wish.id().value(), "a blue fox");

    surrender.of(other);

    assertThat(failure().message()).endsWith("before any provider was asked");
    assertThat(stored().request()).isEqualTo(other);
    assertThat(stored().revision().attempt()).isEqualTo(2);
  }

  @Test
  void itIsSurrenderedOnce() {
    surrender.of(wish);
    var first = stored();

    var again = surrender.of(wish);

    assertThat(again).isEqualTo(new SubmissionResult.Transient(first, failure(), Optional.empty()));
    assertThat(stored()).isEqualTo(first);
  }

  @Test
  void anotherRequestOfASurrenderedIdIsRejected() {
    surrender.of(wish);
    var first = stored();

    assertThat(surrender.of(Examples.request(wish.id().value(), "a blue fox")))
        .isEqualTo(new SubmissionResult.Rejected(Rejection.mismatch()));
    assertThat(stored()).isEqualTo(first);
  }

  @Test
  void whoeverWaitsForASurrenderedRequestWaitsForItsOutcome() {
    surrender.of(wish);

    surrender.of(waitedFor("AQC/1"));

    assertThat(stored().tokens()).containsExactly("AQC/1");
  }

  @Test
  void aRefusalThatIsStillToBeToldStaysTheOutcome() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
    submission.submit(wish, routes(acme));
    var refused = stored();

    assertThat(surrender.of(wish))
        .isEqualTo(new SubmissionResult.NotAccepted(refused, failure(ErrorCode.CONTENT_REFUSED)));
    assertThat(stored()).isEqualTo(refused);
  }

  @Test
  void aTaskThatRunsIsNotSurrendered() {
    submission.submit(wish, routes(acme));
    var running = stored();

    assertThat(surrender.of(wish)).isEqualTo(new SubmissionResult.Repeated(running));
    assertThat(stored()).isEqualTo(running);
  }

  @Test
  void aSubmitThatIsFasterIsNotSurrendered() {
    store.beforeNextClaim(() -> submission.submit(wish, routes(acme)));

    assertThat(surrender.of(wish)).isEqualTo(new SubmissionResult.Repeated(stored()));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aSubmitOfAFreeIdThatIsFasterIsNotSurrendered() {
    notNow();
    store.beforeNextReplace(() -> submission.submit(wish, routes(acme)));

    assertThat(surrender.of(wish)).isEqualTo(new SubmissionResult.Repeated(stored()));
    assertThat(stored().state()).isNotInstanceOf(Failed.class);
  }

  private void notNow() {
    var busy =
        new Failure(
            ErrorCode.RATE_LIMITED, "slow down", Optional.of(Examples.ACME), Optional.of("429"));
    acme.willAnswer(new SubmitResult.Transient(busy, Optional.empty()));
    submission.submit(wish, routes(acme));
  }

  private Failure failure() {
    return ((Failed) stored().state()).failure();
  }
}
