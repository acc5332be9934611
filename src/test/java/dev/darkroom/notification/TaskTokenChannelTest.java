package dev.darkroom.notification;

import static dev.darkroom.task.TaskExamples.EVOLINK;
import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.REF;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.notification.PublishResult.NoSubscriber;
import dev.darkroom.notification.PublishResult.Permanent;
import dev.darkroom.notification.PublishResult.Published;
import dev.darkroom.notification.TestingTokens.Call;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTokenChannelTest {
  private static final String TOKEN = "AQC/token+with=signs";

  private final TestingTokens tokens = new TestingTokens();
  private final OutcomeChannel channel = tokens.channel();

  @Test
  void aSuccessHandsTheRecordBackAsTheOutcomeEventHasIt() throws Exception {
    var task = delivered(submitted(claim(richRequest("order"))));

    assertThat(channel.publish(task)).isEqualTo(new Published());

    var call = theOneCall();
    assertThat(call.token()).isEqualTo(TOKEN);
    assertThat(call.error()).isEmpty();
    assertThat(call.text())
        .isEqualTo(new Json().write(GenerationAnswer.unsigned(task, ImageBucket.UNKNOWN)));
    assertThat(json(call).at("/images/0/key").asText()).endsWith("/0.png");
    assertThat(json(call).at("/images/0").has("url")).isFalse();
    assertThat(call.text()).doesNotContain(TOKEN).doesNotContain("Fuchs");
  }

  @Test
  void aFailureHandsCodeAndMessageBack() {
    var why = Failure.of(ErrorCode.CONTENT_REFUSED, "not that.", EVOLINK);

    channel.publish(
        submitted(claim(richRequest("order")))
            .failed(why, Finality.CERTAIN, Optional.of(REF), NOW));

    assertThat(tokens.calls()).containsExactly(new Call(TOKEN, "content_refused", "not that."));
  }

  @Test
  void aRefusalBeforeAnyProviderTookItIsAFailure() {
    channel.publish(refused(claim(richRequest("order"))));

    assertThat(theOneCall().error()).isEqualTo("quota_exhausted");
  }

  @Test
  void aProvisionalFailureIsAFailureAndALateDeliveryDoesNotUseTheTokenAgain() {
    var expired = expired(submitted(claim(richRequest("order"))));
    assertThat(channel.publish(expired)).isEqualTo(new Published());
    var late = delivered(TaskExamples.publishedOn(channel.name(), expired));

    assertThat(channel.publish(late)).isEqualTo(new NoSubscriber());

    assertThat(tokens.calls()).hasSize(1);
    assertThat(theOneCall().error()).isEqualTo("deadline_passed");
  }

  @Test
  void aLateDeliveryUsesATokenThatTheFailureNeverReached() {
    var expired = expired(submitted(claim(richRequest("order"))));
    var late = delivered(TaskExamples.publishedOn("event-bus", expired));

    assertThat(channel.publish(late)).isEqualTo(new Published());

    assertThat(theOneCall().error()).isEmpty();
  }

  @Test
  void aTokenThatWasUsedOrTimedOutIsGivenUpAndSaidSo() {
    tokens.timesOut(TOKEN);

    var told = channel.publish(delivered(submitted(claim(richRequest("order")))));

    assertThat(told).isEqualTo(new Permanent("TaskTimedOut"));
    assertThat(told.toString()).doesNotContain(TOKEN);
  }

  @Test
  void everyWaitingStateMachineIsNotified() {
    var task = delivered(submitted(claim(richRequest("order")).withSubscriber("second")));
    tokens.timesOut(TOKEN);

    assertThat(channel.publish(task)).isEqualTo(new Permanent("TaskTimedOut"));

    assertThat(tokens.calls()).extracting(Call::token).containsExactly("second");
  }

  @Test
  void oneTokenThatFailsStopsNoOtherAndIsTriedAgain() {
    var task = delivered(submitted(claim(richRequest("order")).withSubscriber("second")));
    tokens.barsOnly(TOKEN);

    assertThatThrownBy(() -> channel.publish(task)).isInstanceOf(IllegalStateException.class);
    assertThat(tokens.calls()).extracting(Call::token).containsExactly("second");
    tokens.comeBack();
    channel.publish(task);

    assertThat(tokens.calls()).extracting(Call::token).containsExactly("second", TOKEN);
  }

  @Test
  void everyTokenThatFailsIsInTheFailure() {
    tokens.goDown();
    var task = delivered(submitted(claim(richRequest("order")).withSubscriber("second")));

    assertThatThrownBy(() -> channel.publish(task))
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
  }

  @Test
  void whatStepFunctionsDoesNotTakeJustNowIsThrownOn() {
    tokens.goDown();
    var task = delivered(submitted(claim(richRequest("order"))));

    assertThatThrownBy(() -> channel.publish(task)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutATokenNobodyWaits() {
    assertThat(channel.publish(delivered(submitted(claim(plainRequest("order"))))))
        .isEqualTo(new NoSubscriber());
    assertThat(tokens.calls()).isEmpty();
  }

  @Test
  void aMessageIsCutWhereStepFunctionsCutsAndNeverInTheMiddleOfACharacter() {
    channel.publish(failed("x".repeat(32_767) + "🦊 and more"));
    assertThat(theOneCall().text()).isEqualTo("x".repeat(32_767));

    channel.publish(failed("x".repeat(32_766) + "🦊").withSubscriber("second"));
    assertThat(tokens.calls().getLast().text()).hasSize(32_768).endsWith("🦊");
  }

  @Test
  void aRecordThatIsTooLargeIsAbridgedAndSaysSo() throws Exception {
    var small = richRequest("order");
    var large =
        new GenerationRequest(
            small.id(),
            small.model(),
            small.spec(),
            small.preference(),
            new DeliveryOptions(
                small.delivery().deadline(),
                small.delivery().taskToken(),
                Optional.empty(),
                Map.of("a", "ü".repeat(TaskTokens.MOST_OUTPUT / 2))));

    channel.publish(delivered(submitted(claim(large))));

    var output = json(theOneCall());
    assertThat(theOneCall().text().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(TaskTokens.MOST_OUTPUT);
    assertThat(output.path("abridged").asBoolean()).isTrue();
    assertThat(output.path("status").asText()).isEqualTo("succeeded");
    assertThat(output.at("/images/0/key").asText()).endsWith("/0.png");
    assertThat(output.at("/links/self").asText()).startsWith("/v1/generations/");
    assertThat(output.has("metadata")).isFalse();
    assertThat(output.has("adjustments")).isFalse();
  }

  @Test
  void aRecordOfExactlyTheLargestSizeIsWhole() throws Exception {
    int around = bytes(Map.of("a", "")).length;
    int room = TaskTokens.MOST_OUTPUT - around;

    assertThat(bytes(Map.of("a", "x".repeat(room)))).hasSize(TaskTokens.MOST_OUTPUT);
    assertThat(isAbridged(Map.of("a", "x".repeat(room)))).isFalse();
    assertThat(isAbridged(Map.of("a", "x".repeat(room + 1)))).isTrue();
  }

  private byte[] bytes(Map<String, String> metadata) {
    var whole = GenerationAnswer.unsigned(deliveredWith(metadata), ImageBucket.UNKNOWN);
    return new Json().write(whole).getBytes(StandardCharsets.UTF_8);
  }

  private boolean isAbridged(Map<String, String> metadata) throws Exception {
    tokens.client().outcome(deliveredWith(metadata), "token-" + tokens.calls().size());
    return json(tokens.calls().getLast()).has("abridged");
  }

  private static Task deliveredWith(Map<String, String> metadata) {
    return delivered(submitted(Examples.taskWith(metadata)));
  }

  @Test
  void aTokenIsNeverHandedBackWithoutAnOutcome() {
    var open = submitted(claim(richRequest("order")));

    assertThatThrownBy(() -> channel.publish(open)).isInstanceOf(IllegalStateException.class);
    assertThat(tokens.calls()).isEmpty();
  }

  private static Task failed(String message) {
    return submitted(claim(richRequest("order")))
        .failed(
            Failure.of(ErrorCode.GENERATION_FAILED, message, EVOLINK),
            Finality.CERTAIN,
            Optional.of(REF),
            NOW);
  }

  private Call theOneCall() {
    assertThat(tokens.calls()).hasSize(1);
    return tokens.calls().getFirst();
  }

  private static JsonNode json(Call call) throws Exception {
    return new JsonMapper().readTree(call.text());
  }
}
