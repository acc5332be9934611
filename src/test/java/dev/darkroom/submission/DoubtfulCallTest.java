package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.testing.FakeRecovery;
import dev.darkroom.testing.RecordingQueue.Entry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which check follows a paid call whose fate is unknown. */
class DoubtfulCallTest extends SubmissionFixture {
  @Test
  void aProviderThatOffersAWayOutOfTheDoubtIsCheckedAsSoonAsTheCallMayBeRepeated() {
    acme.recoversBy(new FakeRecovery()).willAnswer(new SubmitResult.InDoubt("timed out"));

    submission.submit(wish, routes(acme));

    assertThat(queue.entries())
        .containsExactly(new Entry(Check.of(stored()), DoubtRecovery.REPEAT_AFTER));
  }

  @Test
  void aProviderWithoutAWayOutCostsNoCheck() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aCallbackDuringTheCallCostsNoFurtherCheckOfOurs() {
    acme.recoversBy(new FakeRecovery())
        .willAnswer(
            () -> {
              store.replace(
                  stored()
                      .submitted(acme.ref(), Optional.empty(), Optional.empty(), clock.instant()));
              return new SubmitResult.InDoubt("timed out");
            });

    submission.submit(wish, routes(acme));

    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aClaimThatWasLeftBehindIsCheckedAtOnce() {
    acme.willAnswer(
        () -> {
          throw new IllegalStateException("the process died here");
        });
    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(IllegalStateException.class);
    clock.advance(Schedule.CLAIM_GRACE);
    try (var lines = new CapturedLines()) {

      submission.submit(wish, routes(acme));

      assertThat(stored().state()).isInstanceOf(InDoubt.class);
      assertThat(queue.entries()).containsExactly(new Entry(Check.of(stored()), Duration.ZERO));
      var line = lines.of("submission", wish.taskId()).getFirst();
      assertThat(line.path("outcome").asText()).isEqualTo("claim_abandoned");
      assertThat(line.path("InDoubt").asInt()).isEqualTo(1);
    }
  }
}
