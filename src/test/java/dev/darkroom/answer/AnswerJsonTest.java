package dev.darkroom.answer;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exact JSON that callers read. */
class AnswerJsonTest {
  private static final ProviderTaskRef REF = Examples.ref(ACME, "t-1");
  private static final Task CLAIMED =
      Task.claimed(
          Examples.request("order-1"),
          ACME,
          List.of(
              new Adjustment(
                  "seed",
                  "7",
                  Optional.empty(),
                  Optional.empty(),
                  Adjustment.Kind.DROPPED,
                  "no seed here")),
          NOW,
          Duration.ofMinutes(5));
  private static final Task SUBMITTED =
      CLAIMED.submitted(
          REF,
          Optional.of(new Cost(new BigDecimal("1.80"), "credits")),
          Optional.of(Duration.ofMillis(45_900)),
          NOW.plusMillis(1500));

  @Test
  void aRunningTaskSaysHowFarItIsAndOneThatIsOverDoesNot() {
    var running = TaskExamples.running(SUBMITTED);
    var failure = Failure.of(ErrorCode.GENERATION_FAILED, "no.", ACME);
    var over = running.failed(failure, Finality.CERTAIN, Optional.of(REF), NOW);

    assertThat(percent(running)).contains(83);
    assertThat(percent(SUBMITTED)).isEmpty();
    assertThat(percent(over)).isEmpty();
  }

  private static Optional<Integer> percent(Task task) {
    return GenerationAnswer.unsigned(task, ImageBucket.UNKNOWN).progress();
  }

  @Test
  void aSubmitIsAnswered() {
    assertThat(json(SubmitAnswer.of(SUBMITTED)))
        .isEqualTo(
            tree(
                """
                {"id": "order-1", "taskId": "1eqy48apt9mrr51vgr208hpkcv", "status": "processing",
                 "provider": "acme", "model": "seedream-5.0-lite",
                 "adjustments": [{"field": "seed", "requested": "7", "kind": "dropped",
                                  "reason": "no seed here"}],
                 "cost": {"status": "reserved", "reserved": {"amount": 1.80, "unit": "credits"}},
                 "estimatedSeconds": 45,
                 "links": {"self": "/v1/generations/1eqy48apt9mrr51vgr208hpkcv"}}
                """));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    var doubtful =
        Task.claimed(Examples.request("order-1"), ACME, List.of(), NOW, Duration.ZERO)
            .inDoubt(ACME, "timed out", NOW);

    assertThat(json(SubmitAnswer.of(doubtful)))
        .isEqualTo(
            tree(
                """
                {"id": "order-1", "taskId": "1eqy48apt9mrr51vgr208hpkcv", "status": "in_doubt",
                 "provider": "acme", "model": "seedream-5.0-lite", "adjustments": [],
                 "cost": {"status": "unknown"},
                 "links": {"self": "/v1/generations/1eqy48apt9mrr51vgr208hpkcv"}}
                """));
  }

  @Test
  void decimalsAreWrittenAsTheyAre() {
    var json = new Json();

    assertThat(json.write(Map.of("amount", new BigDecimal("1.80")))).isEqualTo("{\"amount\":1.80}");
    assertThat(json.write(Map.of("amount", new BigDecimal("1E+3")))).isEqualTo("{\"amount\":1000}");
  }

  @Test
  void aDeliveryIsAnsweredWithSignedLinks() {
    var delivered =
        SUBMITTED
            .delivered(
                REF,
                List.of(Examples.stored(SUBMITTED.id(), 0)),
                List.of(),
                List.of(),
                Optional.of(new Cost(new BigDecimal("2"), "credits")),
                NOW.plusSeconds(9))
            .published(NOW.plusSeconds(10));

    var answer =
        GenerationAnswer.signed(
            delivered,
            ImageBucket.UNKNOWN,
            key -> URI.create("https://bucket.example/" + key + "?signature=x"),
            NOW.plusSeconds(60),
            Duration.ofMinutes(15));

    assertThat(json(answer))
        .isEqualTo(
            tree(
                """
                {"id": "order-1", "taskId": "1eqy48apt9mrr51vgr208hpkcv", "status": "succeeded",
                 "provider": "acme", "model": "seedream-5.0-lite", "adjustments": [],
                 "cost": {"status": "billed", "reserved": {"amount": 1.80, "unit": "credits"},
                          "billed": {"amount": 2, "unit": "credits"}},
                 "estimatedSeconds": 45,
                 "links": {"self": "/v1/generations/1eqy48apt9mrr51vgr208hpkcv"},
                 "missing": [],
                 "images": [{"index": 0,
                   "key": "generations/1eqy48apt9mrr51vgr208hpkcv/0.png",
                   "contentType": "image/png", "width": 2048, "height": 2048, "bytes": 1000,
                   "sha256": "abababababababababababababababababababababababababababababababab",
                   "url": "https://bucket.example/generations/1eqy48apt9mrr51vgr208hpkcv/0.png?signature=x",
                   "urlExpiresAt": "2026-11-20T12:16:00Z"}],
                 "requestedCount": 1, "late": false,
                 "timeline": [
                   {"at": "2026-11-20T12:00:00Z", "step": "submission",
                    "outcome": "claimed for acme"},
                   {"at": "2026-11-20T12:00:01.500Z", "step": "submission",
                    "outcome": "accepted by acme as t-1"},
                   {"at": "2026-11-20T12:00:09Z", "step": "settlement", "outcome": "1 stored"},
                   {"at": "2026-11-20T12:00:10Z", "step": "notification", "outcome": "told"}],
                 "createdAt": "2026-11-20T12:00:00Z", "updatedAt": "2026-11-20T12:00:10Z",
                 "metadata": {}}
                """));
  }

  @Test
  void objectsThatAreLeftOverHaveLinksToo() {
    var dropped =
        SUBMITTED
            .cancelled(LateImages.DROP, NOW.plusSeconds(5))
            .orElseThrow()
            .withLeftovers(List.of(Examples.stored(SUBMITTED.id(), 1)));

    var answer =
        GenerationAnswer.signed(
            dropped,
            ImageBucket.UNKNOWN,
            key -> URI.create("https://bucket.example/" + key),
            NOW.plusSeconds(60),
            Duration.ofMinutes(15));

    assertThat(json(answer).at("/images")).isEmpty();
    assertThat(json(answer).at("/leftovers"))
        .isEqualTo(
            tree(
                """
                [{"index": 1,
                  "key": "generations/1eqy48apt9mrr51vgr208hpkcv/1.png",
                  "contentType": "image/png", "width": 2048, "height": 2048, "bytes": 1001,
                  "sha256": "abababababababababababababababababababababababababababababababab",
                  "url": "https://bucket.example/generations/1eqy48apt9mrr51vgr208hpkcv/1.png",
                  "urlExpiresAt": "2026-11-20T12:16:00Z"}]
                """));
  }

  @Test
  void whatIsKeptOrPassedOnHasNoLinks() {
    var delivered =
        SUBMITTED.delivered(
            REF,
            List.of(Examples.stored(SUBMITTED.id(), 0)),
            List.of(),
            List.of(),
            Optional.empty(),
            NOW.plusSeconds(9));

    var image =
        json(GenerationAnswer.unsigned(delivered, ImageBucket.UNKNOWN)).path("images").path(0);

    assertThat(image.path("key").asText()).startsWith("generations/");
    assertThat(image.has("url")).isFalse();
    assertThat(image.has("urlExpiresAt")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void anotherSubmitIsRightOnlyWhereNothingWasSpentOrTheProviderFailed(ErrorCode code) {
    var certain =
        SUBMITTED.failed(Failure.of(code, "no.", ACME), Finality.CERTAIN, Optional.of(REF), NOW);
    var open =
        SUBMITTED.failed(
            Failure.of(code, "no.", ACME), Finality.PROVISIONAL, Optional.of(REF), NOW);

    assertThat(
            json(GenerationAnswer.unsigned(certain, ImageBucket.UNKNOWN))
                .at("/error/retryable")
                .asBoolean())
        .isEqualTo(
            Set.of(
                    ErrorCode.QUOTA_EXHAUSTED,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.KEY_REJECTED,
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    ErrorCode.GENERATION_FAILED)
                .contains(code));
    assertThat(
            json(GenerationAnswer.unsigned(open, ImageBucket.UNKNOWN))
                .at("/error/retryable")
                .asBoolean())
        .isFalse();
  }

  @Test
  void aFailureSaysWhyAndWhetherItIsWorthAnotherTry() {
    var failed =
        SUBMITTED.failed(
            Failure.of(ErrorCode.DEADLINE_PASSED, "no result within 1800 s", ACME),
            Finality.PROVISIONAL,
            Optional.of(REF),
            NOW.plusSeconds(1800));

    var answer = json(GenerationAnswer.unsigned(failed, ImageBucket.UNKNOWN));

    assertThat(answer.path("status").asText()).isEqualTo("failed");
    assertThat(answer.path("images")).isEmpty();
    assertThat(answer.path("error"))
        .isEqualTo(
            tree(
                """
                {"code": "deadline_passed", "message": "no result within 1800 s",
                 "provider": "acme", "retryable": false, "provisional": true}
                """));
  }

  @Test
  void aLateDeliveryIsMarked() {
    var late =
        SUBMITTED
            .failed(
                Failure.of(ErrorCode.DEADLINE_PASSED, "too late", ACME),
                Finality.PROVISIONAL,
                Optional.of(REF),
                NOW)
            .delivered(
                REF,
                List.of(Examples.stored(SUBMITTED.id(), 0)),
                List.of(),
                List.of(),
                Optional.empty(),
                NOW);

    var answer = json(GenerationAnswer.unsigned(late, ImageBucket.UNKNOWN));

    assertThat(answer.path("late").asBoolean()).isTrue();
    assertThat(answer.has("error")).isFalse();
  }

  @Test
  void theCallersMetadataComesBack() {
    var handling =
        new DeliveryOptions(
            DeliveryOptions.DEFAULT_DEADLINE,
            Optional.of("token"),
            Optional.empty(),
            Map.of("a", "b"));
    var request = Examples.request("order-1");
    var task =
        Task.claimed(
            new GenerationRequest(
                request.id(), request.model(), request.spec(), request.preference(), handling),
            ACME,
            List.of(),
            NOW,
            Duration.ZERO);

    var answer = json(GenerationAnswer.unsigned(task, ImageBucket.UNKNOWN));

    assertThat(answer.path("metadata")).isEqualTo(tree("{\"a\": \"b\"}"));
  }

  @Test
  void neitherPromptNorTaskTokenIsEverAnswered() {
    var waited =
        TaskExamples.awaited(
            TaskExamples.delivered(
                TaskExamples.submitted(TaskExamples.claim(TaskExamples.richRequest("order-1")))));

    var text = new Json().write(GenerationAnswer.unsigned(waited, ImageBucket.UNKNOWN));

    assertThat(text)
        .contains("\"taskId\"")
        .doesNotContain("Fuchs")
        .doesNotContain("AQC/")
        .doesNotContain("example.com/done");
  }

  @Test
  void aProblemHasTheOneShapeOfRfc9457() {
    var problem =
        Problem.of(
            Rejection.invalid(
                List.of(
                    new Fault("prompt", "is missing"), new Fault("count", "must be a number"))));

    assertThat(json(problem))
        .isEqualTo(
            tree(
                """
                {"type": "urn:darkroom:problem:invalid_request", "title": "Invalid request",
                 "status": 400, "detail": "prompt: is missing (and 1 more).",
                 "code": "invalid_request",
                 "errors": [{"path": "prompt", "message": "is missing"},
                            {"path": "count", "message": "must be a number"}]}
                """));
  }

  @ParameterizedTest
  @EnumSource
  void whatNoProviderTookIsAProblemThatSaysNothingWasSpent(ErrorCode code) {
    var problem = Problem.notAccepted(Failure.of(code, "no.", ACME));

    assertThat(problem.status()).isBetween(400, 599);
    assertThat(problem.code()).isEqualTo(code.text());
    assertThat(problem.detail()).startsWith("acme: no.").contains("Nothing was spent");
    assertThat(json(problem).path("errors")).isEmpty();
  }

  @Test
  void aRefusalIsAnsweredByItsSendersId() {
    var refusal =
        new Refusal(
            new RequestId("message-1"),
            "sqs",
            "invalid_request",
            "prompt: is missing.",
            List.of(new Fault("prompt", "is missing")),
            NOW);

    assertThat(json(RefusalAnswer.of(refusal)))
        .isEqualTo(
            tree(
                """
                {"id": "message-1", "status": "refused", "source": "sqs",
                 "createdAt": "2026-11-20T12:00:00Z",
                 "error": {"code": "invalid_request", "message": "prompt: is missing.",
                           "errors": [{"path": "prompt", "message": "is missing"}]}}
                """));
  }

  private static JsonNode json(Object answer) {
    return tree(new Json().write(answer));
  }

  private static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException("no JSON: " + json, mistake);
    }
  }
}
