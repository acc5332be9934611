package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cancel while the paid call is under way, and a second fault. */
class SubmissionCancelFaultsTest extends SubmissionFixture {
  private static final ProviderTaskRef HINTED = new ProviderTaskRef(Examples.ACME, "hinted");

  @Test
  void thePaidCallsOwnReferenceDisplacesThatOfAHintInACancelledTask() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          assertThat(
                  store.replace(
                      stored()
                          .attached(
                              HINTED,
                              clock.instant().plus(Duration.ofMinutes(1)),
                              clock.instant())))
              .isTrue();
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(((Failed) stored().state()).ref()).contains(acme.ref());
  }

  @Test
  void aCallUnderWayOfACancelledTaskCannotBeAbandoned() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          assertThat(stored().isCallUnderWay(clock.instant())).isTrue();
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(((Failed) stored().state()).ref()).contains(acme.ref());
  }

  @Test
  void aCancelAfterAFallbackWhoseAnswerIsLostSpendsNothing() {
    acme.willAnswer(
        () -> {
          store.loseAnswersOfNextReplaces(1);
          store.beforeNextReplace(() -> {});
          return new SubmitResult.Refused(failure(ErrorCode.QUOTA_EXHAUSTED));
        });

    submission.submit(wish, routes(acme, bolt));

    assertThat(bolt.submitCount()).isEqualTo(1);
  }

  private void cancel(LateImages late) {
    assertThat(store.replace(stored().cancelled(late, clock.instant()).orElseThrow())).isTrue();
  }
}
