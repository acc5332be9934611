package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of events, their carriers and those who wait once their generation is cancelled. */
class CancelledEventsTest {
  private static final String WAITED_FOR = GOOD.replace("}", ",\"taskToken\":\"AQC/first\"}");
  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final Doors doors = new Doors(chain);

  @Test
  void theNextTryOfACancelledEventPaysNothingAndEndsIt() {
    acme.willAnswer(busy());
    assertThat(failures(doors.submit(Events.sqs(WAITED_FOR)))).isEqualTo(1);

    var cancelled = cancel("order-1", "");
    var next = doors.submit(Events.sqs(WAITED_FOR));

    assertThat(cancelled.path("statusCode").asInt()).isEqualTo(202);
    assertThat(body(cancelled).at("/cost/status").asText()).isEqualTo("none");
    assertThat(failures(next)).isZero();
    assertThat(chain.submitCount()).isEqualTo(1);
    doors.tellFailures(new RecordingChannel());
    assertThat(chain.tokens().failures()).containsExactly("AQC/first cancelled");
  }

  @Test
  void theDeadLetterOfACancelledEventIsRemovedAndNobodyIsToldThatItWasGivenUp() {
    acme.willAnswer(busy());
    doors.submit(Events.sqs(WAITED_FOR));
    cancel("order-1", "");
    var letters = new TestingDeadLetters().put("message-0", WAITED_FOR);

    doors.deadLetters(letters).tell(Duration.ofSeconds(10));

    assertThat(letters.ids()).isEmpty();
    var bus = new RecordingChannel();
    doors.tellFailures(bus);
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(bus.outcomes().getFirst().generation().submit().status()).isEqualTo("cancelled");
  }

  @Test
  void theSameSubmitIsAnsweredWithTheCancelledRecord() {
    doors.submit(Events.submit(GOOD));
    cancel("order-1", "{\"late\":\"drop\"}");

    var again = doors.submit(Events.submit(GOOD));

    assertThat(again.path("statusCode").asInt()).isEqualTo(202);
    assertThat(body(again).path("status").asText()).isEqualTo("cancelled");
    assertThat(again.at("/headers/idempotency-replayed").asText()).isEqualTo("true");
    assertThat(chain.submitCount()).isEqualTo(1);
  }

  @Test
  void aSecondCancelShowsWhatTheFirstOneSaid() {
    doors.submit(Events.submit(GOOD));
    var first = cancel("order-1", "{\"late\":\"drop\"}");

    var second = cancel("order-1", "{\"late\":\"keep\"}");

    assertThat(second.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(second)).isEqualTo(body(first));
    assertThat(body(second).at("/error/message").asText())
        .isEqualTo(
            "cancelled; acme took it and may bill it; images that still come are not stored");
  }

  @Test
  void eitherIdCancels() {
    doors.submit(Events.submit(GOOD));
    var taskId = chain.tasks().getFirst().id().value();

    assertThat(cancel(taskId, "").path("statusCode").asInt()).isEqualTo(202);
  }

  @Test
  void oneWhoJoinsAfterTheCancelWasToldGetsTheSameAnswer() {
    doors.submit(Events.submit(GOOD));
    cancel("order-1", "");
    doors.tellFailures(new RecordingChannel());

    doors.submit(Events.submit(WAITED_FOR));

    assertThat(chain.tokens().failures()).containsExactly("AQC/first cancelled");
  }

  private JsonNode cancel(String id, String body) {
    return doors.control(Events.http("POST", "/v1/generations/" + id + "/cancel", body));
  }

  private static SubmitResult busy() {
    return new SubmitResult.Transient(
        Failure.of(ErrorCode.RATE_LIMITED, "busy", Examples.ACME), Optional.empty());
  }

  private static int failures(JsonNode batch) {
    return batch.path("batchItemFailures").size();
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
