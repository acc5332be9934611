package dev.darkroom.notification;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keeps the sample bodies of {@code src/docs/outcomes.md} what the channel really sends. */
class OutcomesPageTest {
  private static final Path PAGE = Path.of("src/docs/outcomes.md");
  private static final String MARK = "\n<!-- The rest is written by OutcomesPageTest. -->\n";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);

  @Test
  void theSamplesAreWhatTheChannelSendsAndWhatTheSchemaSays() throws Exception {
    var visits = sent();
    var schema =
        Schemas.openApi().at("/webhooks/outcome/post/requestBody/content/application~1json/schema");

    assertThat(schema.isObject()).isTrue();
    visits.forEach(
        (type, visit) -> {
          assertThat(Schemas.faultsOfAnswer(schema, tree(visit))).as(visit.body()).isEmpty();
          assertThat(tree(visit).path("type").asText()).isEqualTo(type.text());
          for (var image : tree(visit).at("/data/images")) {
            assertThat(image.path("bucket").asText()).isEqualTo("darkroom-images");
            assertThat(image.path("key").asText()).startsWith("generations/");
          }
        });
    assertPage(visits.entrySet().stream().map(OutcomesPageTest::section).collect(joining()));
  }

  private static void assertPage(String samples) throws IOException {
    var text = Files.readString(PAGE);
    var head = text.substring(0, text.indexOf(MARK) + MARK.length());
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, head + samples);
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=OutcomesPageTest -Ddocs=write")
        .isEqualTo(head + samples);
  }

  private static Map<OutcomeType, WebhookServer.Visit> sent() throws Exception {
    var visits = new EnumMap<OutcomeType, WebhookServer.Visit>(OutcomeType.class);
    try (var requester = new WebhookServer()) {
      for (var sample : OutcomeSamples.of(requester.url()).entrySet()) {
        assertThat(channel(requester, sample.getValue()).publish(sample.getValue()))
            .isEqualTo(new PublishResult.Published());
        visits.put(sample.getKey(), requester.visits().getLast());
      }
    }
    return visits;
  }

  /** Each is sent when its outcome is recorded. */
  private static WebhookChannel channel(WebhookServer requester, Task task) {
    var post = requester.post();
    return new WebhookChannel(
        TestingNotify.signing(),
        new TestingNotify.OneSecret(),
        () -> post,
        new ImageBucket(Optional.of("darkroom-images")),
        new Json(),
        Clock.fixed(task.outcomeAt(), ZoneOffset.UTC));
  }

  private static String section(Map.Entry<OutcomeType, WebhookServer.Visit> sample) {
    var headers = sample.getValue().headers();
    return """

    ## `%s`

    ```http
    webhook-id: %s
    webhook-timestamp: %s
    webhook-signature: %s
    ```

    ```json
    %s
    ```
    """
        .formatted(
            sample.getKey().text(),
            headers.get("webhook-id"),
            headers.get("webhook-timestamp"),
            headers.get("webhook-signature"),
            pretty(tree(sample.getValue())));
  }

  private static JsonNode tree(WebhookServer.Visit visit) {
    try {
      return MAPPER.readTree(visit.body());
    } catch (JsonProcessingException noJson) {
      throw new AssertionError(visit.body(), noJson);
    }
  }

  private static String pretty(JsonNode body) {
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(body);
    } catch (JsonProcessingException unwritable) {
      throw new AssertionError(body.toString(), unwritable);
    }
  }
}
