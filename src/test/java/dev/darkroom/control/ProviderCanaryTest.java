package dev.darkroom.control;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.FakeRecovery.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.FakeRecovery;
import dev.darkroom.testing.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two paid calls with one key tell of an account, and what is recorded of it. */
class ProviderCanaryTest {
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final FakeRecovery recovery = new FakeRecovery();
  private final FakeProvider acme = new FakeProvider(ACME).recoversBy(recovery);
  private final FakeProvider bolt = new FakeProvider(Examples.BOLT);
  private final ProviderCanary canary =
      new ProviderCanary(Providers.of(acme, bolt), store, new ManualClock(), new StepLog());

  @Test
  void anAccountThatHonoursKeysIsTrusted() {
    try (var lines = new CapturedLines()) {
      var outcome = canary.run("acme");

      var seen = new CanaryRecord(ACME, true, ACCOUNT, Examples.NOW, "one task");
      assertThat(outcome).isEqualTo(new CanaryOutcome.Recorded(seen));
      assertThat(store.canary(ACME)).contains(seen);
      assertThat(lines.of("control"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.path("outcome").asText()).isEqualTo("canary:honoured");
                assertThat(line.path("provider").asText()).isEqualTo("acme");
              });
    }
  }

  @Test
  void anAccountThatIgnoresKeysIsTrustedNoMore() {
    canary.run("acme");
    recovery.willSee(new CanaryResult.Observed(ACCOUNT, false, "two tasks"));
    try (var lines = new CapturedLines()) {

      canary.run("acme");

      assertThat(store.canary(ACME).orElseThrow().isTrustedFor(ACCOUNT)).isFalse();
      assertThat(lines.of("control"))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("canary:ignored");
    }
  }

  @Test
  void eachCanaryHasAKeyOfItsOwn() {
    canary.run("acme");
    canary.run("acme");

    assertThat(recovery.canaries())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(key -> assertThat(key.toString()).contains("canary-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "No Such!", "acme/../bolt"})
  void aNameThatIsNoProvidersCostsNothing(String name) {
    assertThat(canary.run(name)).isEqualTo(new CanaryOutcome.NoSuchProvider());
    assertThat(recovery.canaries()).isEmpty();
  }

  @Test
  void aProviderThatIsOffIsNotCalledAndSaysWhatIsMissing() {
    acme.isOff();

    assertThat(canary.run("acme"))
        .isEqualTo(
            new CanaryOutcome.Off(ACME, "it is not set up here: its operators can switch it on"));
    assertThat(recovery.canaries()).isEmpty();
  }

  @Test
  void aProviderWithoutKeysHasNothingToFindOutAlsoWhereItIsOff() {
    assertThat(canary.run("bolt")).isEqualTo(new CanaryOutcome.WithoutKeys(Examples.BOLT));
    bolt.isOff();
    assertThat(canary.run("bolt")).isEqualTo(new CanaryOutcome.WithoutKeys(Examples.BOLT));
  }

  @Test
  void aCallThatFailedLeavesWhatWasRecordedBefore() {
    canary.run("acme");
    recovery.willSee(new CanaryResult.Failed(true, "answered 503"));
    try (var lines = new CapturedLines()) {

      assertThat(canary.run("acme"))
          .isEqualTo(new CanaryOutcome.Failed(ACME, true, "answered 503"));

      assertThat(store.canary(ACME).orElseThrow().isTrustedFor(ACCOUNT)).isTrue();
      assertThat(lines.of("control"))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("canary:failed");
    }
  }

  @Test
  void whatCouldNotBeRecordedIsAFailureThatWasPaidFor() {
    store.failOnCanary();
    try (var lines = new CapturedLines()) {

      assertThat(canary.run("acme"))
          .isEqualTo(
              new CanaryOutcome.Failed(ACME, false, "one task, and that could not be recorded"));

      assertThat(lines.of("control"))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("canary:honoured", "canary_not_recorded:Down");
    }
  }

  @Test
  void whatWasRecordedAndCannotBeReadBackIsWhatWasSeen() {
    store.failOnReadingCanary();
    try (var lines = new CapturedLines()) {

      assertThat(canary.run("acme"))
          .isEqualTo(
              new CanaryOutcome.Recorded(
                  new CanaryRecord(ACME, true, ACCOUNT, Examples.NOW, "one task")));

      assertThat(lines.of("control"))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("canary:honoured", "canary_not_read_back:Down");
    }
  }
}
