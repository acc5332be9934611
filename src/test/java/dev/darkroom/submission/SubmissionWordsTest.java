package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.log.CapturedLines;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.Examples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words that an operator finds in the log about a paid call. */
class SubmissionWordsTest extends SubmissionFixture {
  @Test
  void anAcceptedCallAndItsRepeatedEventAreTold() {
    assertThat(wordsOfSubmit()).containsExactly("accepted");
    assertThat(wordsOfSubmit()).containsExactly("repeated");
  }

  @Test
  void aResultThatCameWithTheAnswerIsTold() {
    var result = new Succeeded(List.of(Examples.remote(0)), Optional.empty());
    acme.willAnswer(new SubmitResult.Finished(acme.ref(), result));

    assertThat(wordsOfSubmit()).containsExactly("finished");
  }

  @Test
  void aCallInDoubtIsTold() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    assertThat(wordsOfSubmit()).containsExactly("in_doubt");
  }

  @Test
  void whatWasNotTakenNamesItsCode() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    assertThat(wordsOfSubmit()).containsExactly("not_now:rate_limited");

    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
    assertThat(wordsOfSubmit()).containsExactly("refused:content_refused");
  }

  @Test
  void aClaimWithoutAnAnswerIsTold() {
    store.loseAnswersOfClaims();

    assertThat(wordsOfSubmit()).containsExactly("claim_unanswered:Down", "accepted");
  }

  @Test
  void aWriteWithoutAnAnswerIsTold() {
    store.loseAnswersOfNextReplaces(1);

    assertThat(wordsOfSubmit()).containsExactly("accepted", "write_unanswered:Down");
  }

  @Test
  void aReferenceThatTheStoreDoesNotTakeIsNamed() {
    store.failOnReplace();

    assertThat(wordsOfSubmit())
        .containsExactly(
            "accepted", "write_unanswered:Down", "reference_not_written:task-acme Down");
  }

  @Test
  void aReferenceThatCouldNotBeOwnedIsTold() {
    store.failOnOwn();

    assertThat(wordsOfSubmit()).containsExactly("accepted", "reference_not_owned:Down");
  }

  @Test
  void aReferenceOfAnotherTaskIsTold() {
    store.own(acme.ref(), TaskExamples.claim(TaskExamples.plainRequest("another")));

    assertThat(wordsOfSubmit()).containsExactly("accepted", "reference_of_another_task");
  }

  @Test
  void aCheckThatTheQueueDoesNotTakeIsTold() {
    acme.neverCallsBack();
    queue.goDown();
    try (var lines = new CapturedLines()) {

      submission.submit(wish, routes(acme));

      var line = lines.of("submission", wish.taskId()).getLast();
      assertThat(line.path("outcome").asText()).isEqualTo("check_not_queued:IllegalStateException");
      assertThat(line.path("provider").asText()).isEqualTo(ACME.value());
    }
  }

  private List<String> wordsOfSubmit() {
    try (var lines = new CapturedLines()) {
      submission.submit(wish, routes(acme));
      return lines.of("submission", wish.taskId()).stream()
          .map(line -> line.path("outcome").asText())
          .toList();
    }
  }
}
