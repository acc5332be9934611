package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Rejection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which events their carriers must keep. */
class SubmissionResultTest extends SubmissionFixture {
  @Test
  void anEventThatNoProviderTakesNowIsKept() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));

    assertThat(submission.submit(wish, routes(acme)).mustBeRetried()).isTrue();
  }

  @Test
  void anEventWhosePaidCallIsUnderWayElsewhereIsKept() {
    acme.willAnswer(
        () -> {
          assertThat(submission.submit(wish, routes(acme)).mustBeRetried()).isTrue();
          return accepted(acme);
        });

    assertThat(submission.submit(wish, routes(acme)).mustBeRetried()).isFalse();
    assertThat(submission.submit(wish, routes(acme)).mustBeRetried()).isFalse();
  }

  @Test
  void anEventThatWasRefusedOrRejectedIsDoneWith() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));

    assertThat(submission.submit(wish, routes(acme)).mustBeRetried()).isFalse();
    assertThat(new SubmissionResult.Rejected(Rejection.mismatch()).mustBeRetried()).isFalse();
  }
}
