package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.Providers;
import dev.darkroom.settlement.HintVerifier.Answer;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the provider's answer says about the task that a callback or an operator named. */
class HintVerifierTest {
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final FakeProvider acme = new FakeProvider(ACME);
  private final Task task = Examples.taskWith(Map.of());
  private final HintVerifier verifier =
      TestingSettlement.verifier(store, Providers.of(acme), new ManualClock());

  @Test
  void theEvidenceIsWhatTheProviderNamed() {
    assertThat(evidence(Optional.of(Examples.NOW), Optional.of("their-seedream")))
        .isEqualTo("nothing speaks against its model and its time");
    assertThat(evidence(Optional.empty(), Optional.of("their-seedream")))
        .isEqualTo("nothing speaks against its model; its time is not named");
    assertThat(evidence(Optional.of(Examples.NOW), Optional.empty()))
        .isEqualTo("nothing speaks against its time; its model is not named");
    assertThat(evidence(Optional.empty(), Optional.empty()))
        .isEqualTo("the provider names neither its model nor its time");
  }

  /** The owner is written with the reference. */
  @Test
  void aConfirmedTaskBelongsToNobodyYet() {
    assertThat(verifier.verify(task, acme.ref())).isInstanceOf(Answer.Confirmed.class);

    assertThat(store.ownerOf(acme.ref())).isEmpty();
  }

  @Test
  void aTaskThatIsRefutedBelongsToNobody() {
    var old = Optional.of(Examples.NOW.minus(Duration.ofDays(9)));
    acme.willReport(new Reported(new Running(), old, Optional.empty()));

    assertThat(verifier.verify(task, acme.ref()))
        .isEqualTo(new Answer.Refuted("it was made before our claim"));
    assertThat(store.ownerOf(acme.ref())).isEmpty();
  }

  @Test
  void aTaskThatTheProviderDoesNotKnowOrMistakesMayBeKnownLater() {
    acme.willFirstReport(new CheckResult.NotKnown(), new CheckResult.Mismatched());

    assertThat(verifier.verify(task, acme.ref())).isEqualTo(new Answer.Unknown());
    assertThat(verifier.verify(task, acme.ref())).isEqualTo(new Answer.Unknown());
    assertThat(store.ownerOf(acme.ref())).isEmpty();
  }

  @Test
  void aProviderThatIsOffOrBusyLeavesItOpen() {
    acme.willReport(new CheckResult.Transient("answered 429", Optional.of(Duration.ofSeconds(42))));
    assertThat(verifier.verify(task, acme.ref()))
        .isEqualTo(new Answer.Open("answered 429", Optional.of(Duration.ofSeconds(42))));

    acme.isOff();
    assertThat(verifier.verify(task, acme.ref()))
        .isEqualTo(new Answer.Open("the provider is off", Optional.empty()));
    assertThat(acme.asked()).hasSize(1);
  }

  @Test
  void aProviderThatIsGoneLeavesItOpen() {
    assertThat(verifier.verify(task, Examples.ref(Examples.BOLT, "t-1")))
        .isEqualTo(new Answer.Open("the provider is off", Optional.empty()));
  }

  private String evidence(Optional<Instant> createdAt, Optional<String> model) {
    acme.willReport(new Reported(new Running(), createdAt, model));
    return ((Answer.Confirmed) verifier.verify(task, acme.ref())).evidence();
  }
}
