package dev.darkroom.callback;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.darkroom.callback.CallbackReceiver.Answer;
import dev.darkroom.check.Check;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import dev.darkroom.testing.RecordingQueue.Entry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackReceiverTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));
  private static final String TOKEN = TestingCallback.token(ACME, TASK);

  private final RecordingQueue queue = new RecordingQueue();
  private final FakeProvider acme = new FakeProvider(ACME);
  private final Providers providers = Providers.of(acme, new FakeProvider(BOLT));
  private final ManualClock clock = new ManualClock();
  private final CallbackReceiver receiver = TestingCallback.of(queue, providers, clock);

  @Test
  void aCallbackWithOurTokenQueuesOneCheckWithItsHint() {
    var answer = receiver.receive("acme", TOKEN, request("t-1"));

    assertThat(answer).isEqualTo(Answer.QUEUED);
    assertThat(queue.entries())
        .containsExactly(new Entry(rung().withHint(Examples.ref(ACME, "t-1")), Duration.ZERO));
  }

  @Test
  void aBodyThatNamesNothingIsACheckWithoutAHint() {
    var answer = receiver.receive("acme", TOKEN, request(""));

    assertThat(answer).isEqualTo(Answer.QUEUED);
    assertThat(queue.checks()).containsExactly(rung());
  }

  @Test
  void aSecondCallbackIsASecondCheckOfTheSameTask() {
    receiver.receive("acme", TOKEN, request("t-1"));
    receiver.receive("acme", TOKEN, request("t-1"));

    assertThat(queue.checks()).hasSize(2).containsOnly(queue.checks().getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "k1.x.y"})
  void aForgedTokenQueuesNothing(String token) {
    var answer = receiver.receive("acme", token, request("t-1"));

    assertThat(answer).isEqualTo(Answer.REJECTED);
    assertThat(queue.entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bolt", "core", "", "ACME", "../acme"})
  void aTokenAtAnotherProvidersDoorQueuesNothing(String provider) {
    var answer = receiver.receive(provider, TOKEN, request("t-1"));

    assertThat(answer).isEqualTo(Answer.REJECTED);
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void nobodyIsAskedAtTheDoor() {
    receiver.receive("acme", TOKEN, request("t-1"));

    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void aProviderThatIsOffByNowMayStillRing() {
    acme.isOff();

    assertThat(receiver.receive("acme", TOKEN, request("t-1"))).isEqualTo(Answer.QUEUED);
  }

  @Test
  void aProviderThatSignsIsBelievedByItsSignatureAsWell() {
    acme.signsWith("hush");

    assertThat(receiver.receive("acme", TOKEN, signed("hush"))).isEqualTo(Answer.QUEUED);
    assertThat(receiver.receive("acme", TOKEN, signed("no"))).isEqualTo(Answer.REJECTED);
    assertThat(receiver.receive("acme", TOKEN, request("t-1"))).isEqualTo(Answer.REJECTED);
    assertThat(queue.checks()).hasSize(1);
  }

  @Test
  void aSignatureThatCannotBeCheckedNowIsRungForAgain() {
    acme.cannotCheckSignatures();

    assertThat(receiver.receive("acme", TOKEN, signed("hush"))).isEqualTo(Answer.RETRY_LATER);
    assertThat(queue.checks()).isEmpty();
  }

  @Test
  void withoutKeysNobodyIsLetIn() {
    var keyless =
        new CallbackReceiver(
            TestingCallback.keyRing(Optional.empty()), providers, queue, clock, new StepLog());

    assertThat(keyless.receive("acme", TOKEN, request("t-1"))).isEqualTo(Answer.REJECTED);
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aCallbackThatCannotBeQueuedFailsSoThatTheProviderRetries() {
    queue.goDown();

    assertThatThrownBy(() -> receiver.receive("acme", TOKEN, request("t-1")))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void whatRingsIsCountedByWhatBecameOfIt() {
    try (var lines = new CapturedLines()) {
      receiver.receive("acme", TOKEN, request("t-1"));
      receiver.receive("acme", "garbage", request("t-1"));
      receiver.receive("nobody", TOKEN, request("t-1"));
      acme.signsWith("hush");
      receiver.receive("acme", TOKEN, request("t-1"));
      acme.cannotCheckSignatures();
      receiver.receive("acme", TOKEN, request("t-1"));

      assertThat(lines.of("callback"))
          .extracting(
              line -> line.path("outcome").asText(),
              line -> line.path("provider").asText(""),
              line -> line.path("taskId").asText(""))
          .containsExactly(
              tuple("queued", "acme", TASK.value()),
              tuple("forged", "acme", ""),
              tuple("forged", "", ""),
              tuple("forged", "acme", TASK.value()),
              tuple("signature_unverifiable", "acme", TASK.value()));
    }
  }

  private static CallbackRequest signed(String signature) {
    return new CallbackRequest(Map.of("x-signature", signature), "t-1".getBytes(UTF_8));
  }

  private static CallbackRequest request(String body) {
    return new CallbackRequest(Map.of(), body.getBytes(UTF_8));
  }

  private Check rung() {
    return Check.of(TASK).from(new Check.Source.Callback(clock.instant()));
  }
}
