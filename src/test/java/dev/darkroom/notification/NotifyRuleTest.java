package dev.darkroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.Refusal.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A webhook is checked before any money is spent. */
class NotifyRuleTest {
  private static final Optional<NotifyTarget> TARGET = target("https://requester.example/hook");

  @Test
  void aWebhookThatCanBeSignedAndReachedIsTaken() {
    assertThat(TestingNotify.signing().rule().faults(TARGET)).isEmpty();
  }

  @Test
  void withoutAWebhookNothingIsChecked() {
    assertThat(TestingNotify.silent().rule().faults(Optional.empty())).isEmpty();
  }

  @Test
  void aWebhookThatCannotBeSignedIsRefusedWithWhatTheCallerCanDo() {
    assertThat(TestingNotify.silent().rule().faults(TARGET))
        .singleElement()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo("notify"))
        .satisfies(
            fault ->
                assertThat(fault.message()).contains("Leave it out").doesNotContain("DARKROOM_"));
  }

  @Test
  void aSecretOrTheNameOfAParameterIsEnoughToSign() {
    var parameter =
        new TestingNotify(
            Optional.empty(),
            Optional.of("/darkroom/notify"),
            Duration.ofSeconds(1),
            Duration.ofDays(1));

    assertThat(parameter.canSign()).isTrue();
    assertThat(TestingNotify.signing().canSign()).isTrue();
    assertThat(TestingNotify.silent().canSign()).isFalse();
  }

  @Test
  void aWebhookAtAnAddressThatIsNotPublicIsRefused() {
    assertThat(TestingNotify.signing().rule().faults(target("https://127.0.0.1/hook")))
        .extracting(Fault::path)
        .containsExactly("notify.url");
  }

  private static Optional<NotifyTarget> target(String url) {
    return Optional.of(new NotifyTarget(URI.create(url), List.of()));
  }
}
