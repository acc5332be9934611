package dev.darkroom.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.Schemas;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered is what the OpenAPI document says, without a field more. */
class AnswerSchemaTest {
  static Stream<Task> tasks() {
    return Stream.concat(
        TaskExamples.oneOfEachState("schema").stream(), TaskExamples.cancelled("schema").stream());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aTaskInAnyStateIsAnsweredAsDocumented(Task task) {
    assertIs("SubmitAnswer", SubmitAnswer.of(task));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aRecordInAnyStateIsAnsweredAsDocumented(Task task) {
    var signed =
        GenerationAnswer.signed(
            task,
            ImageBucket.UNKNOWN,
            key -> URI.create("https://bucket.example/" + key + "?signature=x"),
            Examples.NOW,
            Duration.ofMinutes(15));

    assertIs("Generation", signed);
    assertIs("Generation", GenerationAnswer.unsigned(task, ImageBucket.UNKNOWN));
  }

  @ParameterizedTest
  @EnumSource
  void whatNoProviderTookIsAnsweredAsDocumented(ErrorCode code) {
    assertIs("Problem", Problem.notAccepted(Failure.of(code, "no.", Examples.ACME)));
  }

  @Test
  void everyOtherProblemIsAnsweredAsDocumented() {
    var faults = List.of(new Fault("images[1]", "is no link"), new Fault("", "is no object"));

    assertIs("Problem", Problem.of(Rejection.invalid(faults)));
    assertIs("Problem", Problem.of(Rejection.unroutable(faults, /* isAdaptable= */ true)));
    assertIs("Problem", Problem.of(Rejection.tooLarge(1)));
    assertIs("Problem", Problem.of(Rejection.mismatch()));
    assertIs("Problem", Problem.notFound("There is no such thing."));
  }

  @Test
  void aRefusalIsAnsweredAsDocumented() {
    var fault = new Fault("prompt", "is missing");
    assertIs(
        "RefusedEvent",
        RefusalAnswer.of(
            new Refusal(
                new RequestId("message-1"),
                "sqs",
                "invalid_request",
                "prompt: is missing.",
                List.of(fault),
                Examples.NOW)));
  }

  @Test
  void anUndocumentedFieldWouldBeSeen() {
    assertThat(faults("Fault", new Undocumented("count", "is 0", "surprise"))).isNotEmpty();
  }

  private record Undocumented(String path, String message, String more) {}

  private static void assertIs(String component, Object answer) {
    assertThat(faults(component, answer)).isEmpty();
  }

  private static List<String> faults(String component, Object answer) {
    return Schemas.faultsOfAnswer(Schemas.component(component), tree(new Json().write(answer)));
  }

  private static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException("no JSON: " + json, mistake);
    }
  }
}
