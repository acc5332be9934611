package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.log.CapturedLines;
import org.junit.jupiter.api.Test;

/** The log line of a refused event names its id, its carrier and the first field that is wrong. */
class RefusedEventLinesTest extends SubmitFunctionFixture {
  private static final String BAD = Events.GOOD.replace("a red fox", " ");

  @Test
  void overHttp() {
    assertThatItIsNamed(Events.submit(BAD), "order-1", "http");
  }

  @Test
  void throughOpenAisDoor() {
    var request =
        Events.http(
            "POST",
            "/openai/v1/images/generations",
            """
            {"model":"seedream-5.0-lite","prompt":" "}""");

    assertThatItIsNamed(Events.header(request, "idempotency-key", "order-1"), "order-1", "http");
  }

  @Test
  void byADirectInvoke() {
    assertThatItIsNamed(Events.tree(BAD), "order-1", "invoke");
  }

  @Test
  void byAMessage() {
    assertThatItIsNamed(Events.sqs(BAD), "order-1", "sqs");
  }

  @Test
  void byAMessageWithoutAnIdOfItsOwn() {
    assertThatItIsNamed(Events.sqs(BAD.replace("\"id\":\"order-1\",", "")), "message-0", "sqs");
  }

  @Test
  void byTheBus() {
    assertThatItIsNamed(Events.eventBridge("event-1", BAD), "order-1", "eventbridge");
  }

  private void assertThatItIsNamed(JsonNode event, String id, String source) {
    try (var lines = new CapturedLines()) {
      doors.submit(event);

      assertThat(lines.of("intake"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.path("outcome").asText()).isEqualTo("refused:invalid_request");
                assertThat(line.path("requestId").asText()).isEqualTo(id);
                assertThat(line.path("source").asText()).isEqualTo(source);
                assertThat(line.path("field").asText()).isEqualTo("prompt");
              });
    }
  }
}
