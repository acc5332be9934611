package dev.darkroom.notification;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An outcome as text: whole as far as the channel takes it. */
class OutcomeTest {
  private static final Json JSON = new Json();
  private final Outcome outcome = Outcome.of(delivered().on("event-bus"), ImageBucket.UNKNOWN);
  private final String whole = JSON.write(outcome);
  private final int size = whole.getBytes(StandardCharsets.UTF_8).length;

  @Test
  void anOutcomeThatFitsIsWhole() {
    assertThat(size).as("a letter of the metadata has two bytes").isGreaterThan(whole.length());

    assertThat(outcome.text(JSON, size)).isEqualTo(whole);
  }

  @Test
  void anOutcomeThatIsOneByteTooLargeIsAbridgedAndKeepsWhatItIsKnownBy() throws Exception {
    var abridged = json(outcome.text(JSON, size - 1));

    assertThat(abridged.at("/generation/abridged").asBoolean()).isTrue();
    assertThat(abridged.path("outcomeId").asText()).isEqualTo(outcome.outcomeId());
    assertThat(abridged.path("type").asText()).isEqualTo("generation.succeeded");
    assertThat(abridged.at("/generation").has("metadata")).isFalse();
  }

  private static JsonNode json(String text) throws Exception {
    return new JsonMapper().readTree(text);
  }

  private static Task delivered() {
    var claim = Examples.taskWith(Map.of("order", "bestellung-ä"));
    return claim.delivered(
        Examples.ref(ACME, "t-1"),
        List.of(Examples.stored(claim.id(), 0)),
        List.of(),
        List.of(),
        Optional.empty(),
        Examples.NOW);
  }
}
