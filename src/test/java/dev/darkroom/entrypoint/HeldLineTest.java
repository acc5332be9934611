package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.OpenApiRoutesTest.assertDocumented;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A caller who waits on the line until the generation is over. */
class HeldLineTest extends SubmitFunctionFixture {
  @Test
  void whoWaitsIsAnsweredWithThePictureAsSoonAsItIsThere() {
    acme.willReport(success());
    doors.pause().during(3, this::settle);

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=20"));

    assertDocumented(HttpRoute.SUBMIT, 200, answer);
    assertThat(doors.pause().count()).isEqualTo(3);
    assertThat(body(answer).path("status").asText()).isEqualTo("succeeded");
    assertThat(body(answer).at("/images/0/url").asText()).startsWith("https://bucket.example/");
    assertThat(header(answer, "preference-applied")).isEqualTo("wait=20");
    assertThat(header(answer, "location")).isEqualTo("/v1/generations/" + TASK);
    assertThat(answer.path("headers").has("retry-after")).isFalse();
  }

  @Test
  void aFailureEndsTheWaitingToo() {
    acme.willReport(
        new Rejected(Failure.of(ErrorCode.GENERATION_FAILED, "it failed", Examples.ACME)));
    doors.pause().during(1, this::settle);

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=20"));

    assertDocumented(HttpRoute.SUBMIT, 200, answer);
    assertThat(body(answer).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void whoWaitsInVainIsAnsweredAsIfNobodyHadWaited() {
    acme.willReport(new Running());

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=5"));

    assertDocumented(HttpRoute.SUBMIT, 202, answer);
    assertThat(doors.pause().count()).isEqualTo(4);
    assertThat(body(answer).path("status").asText()).isEqualTo("processing");
    assertThat(header(answer, "retry-after")).isEqualTo("2");
    assertThat(header(answer, "preference-applied")).isEqualTo("wait=5");
  }

  @Test
  void noWaitingIsLongerThanTheInvocation() {
    acme.willReport(new Running());

    doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=25"));

    assertThat(doors.pause().count()).isEqualTo(24);
  }

  @Test
  void nobodyWaitsWithoutAsking() {
    var answer = doors.submit(Events.submit(Events.GOOD));

    assertThat(doors.pause().count()).isZero();
    assertThat(header(answer, "retry-after")).isEqualTo("2");
    assertThat(answer.path("headers").has("preference-applied")).isFalse();
  }

  @Test
  void aTimeThatIsNoneSpendsNothing() {
    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=soon"));

    assertDocumented(HttpRoute.SUBMIT, 400, answer);
    assertThat(body(answer).at("/errors/0/path").asText()).isEqualTo("Prefer");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aRepeatWaitsForTheSameGeneration() {
    doors.submit(Events.submit(Events.GOOD));
    acme.willReport(success());
    doors.pause().during(2, this::settle);

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(header(answer, "idempotency-replayed")).isEqualTo("true");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aRepeatOfWhatIsOverWaitsForNothing() {
    doors.submit(Events.submit(Events.GOOD));
    acme.willReport(success());
    settle();

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=9"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(doors.pause().count()).isZero();
  }

  @Test
  void aRefusalIsNotWaitedFor() {
    acme.willAnswer(notNow(Optional.empty()));

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=9"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(doors.pause().count()).isZero();
  }

  @Test
  void aDoubtIsWaitedForAndToldAsOne() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=3"));

    assertDocumented(HttpRoute.SUBMIT, 202, answer);
    assertThat(body(answer).path("status").asText()).isEqualTo("in_doubt");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  /** The store fails while somebody waits: what was accepted is answered. */
  @Test
  void aReadThatFailsEndsTheWaitingAndLosesNothing() {
    doors.pause().during(2, store::failOnFind);

    var answer = doors.submit(Events.header(Events.submit(Events.GOOD), "prefer", "wait=9"));

    assertDocumented(HttpRoute.SUBMIT, 202, answer);
    assertThat(body(answer).path("taskId").asText()).isEqualTo(TASK);
    assertThat(doors.pause().count()).isEqualTo(2);
  }

  @Test
  void whoReadsMayWaitAsWell() {
    doors.submit(Events.submit(Events.GOOD));
    acme.willReport(success());
    doors.pause().during(4, this::settle);

    var answer = doors.query(asked("10"));

    assertDocumented(HttpRoute.GENERATION, 200, answer);
    assertThat(body(answer).path("status").asText()).isEqualTo("succeeded");
    assertThat(doors.pause().count()).isEqualTo(4);
    assertThat(answer.path("headers").has("retry-after")).isFalse();
  }

  @Test
  void whoReadsInVainLearnsWhenToAskAgain() {
    acme.willAnswer(
        new Accepted(acme.ref(), Optional.empty(), Optional.of(Duration.ofSeconds(20))));
    doors.submit(Events.submit(Events.GOOD));

    var early = doors.query(asked("0"));
    chain.clock().advance(Duration.ofSeconds(60));
    var late = doors.query(asked("0"));
    chain.clock().advance(Duration.ofMinutes(10));
    var later = doors.query(asked("0"));

    assertDocumented(HttpRoute.GENERATION, 200, early);
    assertThat(header(early, "retry-after")).isEqualTo("20");
    assertThat(header(late, "retry-after")).isEqualTo("15");
    assertThat(header(later, "retry-after")).isEqualTo("30");
  }

  @Test
  void aTypingMistakeInTheParameterIsNamed() {
    var event = Events.http("GET", "/v1/generations/order-1", "");
    event.putObject("queryStringParameters").put("wiat", "5");

    var answer = doors.query(event);

    assertDocumented(HttpRoute.GENERATION, 400, answer);
    assertThat(body(answer).at("/errors/0/path").asText()).isEqualTo("wiat");
  }

  @Test
  void nobodyWaitsForAGenerationThatIsNone() {
    var answer = doors.query(asked("20"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
    assertThat(doors.pause().count()).isZero();
  }

  private void settle() {
    doors.settle(Events.sqs(CheckJson.write(Check.of(new TaskId(TASK)))));
  }

  private static Succeeded success() {
    return new Succeeded(List.of(Examples.remote(0)), Optional.empty());
  }

  private static ObjectNode asked(String seconds) {
    var event = Events.http("GET", "/v1/generations/order-1", "");
    event.putObject("queryStringParameters").put("wait", seconds);
    return event;
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
