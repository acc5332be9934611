package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.control.CanaryOutcome;
import dev.darkroom.provider.CanaryResult;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A canary, and a repeat that shows meanwhile that keys are ignored. */
class CanaryRacesTest extends DoubtFixture {
  @Test
  void aCanaryThatBeganBeforeTrustWasWithdrawnRestoresNone() {
    trusted();
    recovery.willSee(
        () -> {
          world.clock.advance(Duration.ofSeconds(2));
          withdrawn();
          world.clock.advance(Duration.ofSeconds(2));
          return honoured();
        });

    var outcome = world.control.canary().run("acme");

    assertThat(isTrusted()).isFalse();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            CanaryOutcome.Recorded.class,
            recorded -> {
              assertThat(recorded.seen().isHonoured()).isFalse();
              assertThat(recorded.seen().seen()).contains("trust withdrawn");
            });
  }

  @Test
  void aCanaryThatBeganAfterwardsRestoresIt() {
    trusted();
    withdrawn();
    world.clock.advance(Duration.ofSeconds(1));

    world.control.canary().run("acme");

    assertThat(isTrusted()).isTrue();
  }

  @Test
  void neitherAFailedWriteNorAWithdrawalMeanwhileLeavesTrustThatNobodySaw() {
    trusted();
    recovery.willSee(
        () -> {
          world.clock.advance(Duration.ofSeconds(2));
          withdrawn();
          world.store.failOnCanary();
          return honoured();
        });

    var outcome = world.control.canary().run("acme");
    world.store.comeBack();

    assertThat(outcome).isInstanceOf(CanaryOutcome.Failed.class);
    assertThat(isTrusted()).isFalse();
  }

  private void withdrawn() {
    var trust = world.store.canary(ACME).orElseThrow();
    world.store.keepCanary(trust.withdrawn("a repeat made a second task", world.clock.instant()));
  }

  private static CanaryResult honoured() {
    return new CanaryResult.Observed(FakeRecovery.ACCOUNT, true, "one task");
  }
}
