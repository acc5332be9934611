package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events that people copy: those of the pages, and those of the fixtures. */
class DocumentedEventsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/events");

  /** What a shell is given as a body, and what stands in a block of its own. */
  private static final Pattern EVENT =
      Pattern.compile(
          "-d '(\\{[^']*})'|^```json\\n(\\{.*?})\\n```", Pattern.DOTALL | Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/docs/event.md"})
  void theEventsOfThePagesAreTakenByBoth(String page) {
    var events =
        EVENT
            .matcher(text(Path.of(page)))
            .results()
            .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
            .filter(json -> json.contains("\"prompt\""))
            .toList();

    assertThat(events).isNotEmpty();
    events.forEach(event -> EventForm.assertTakenByBoth(TestingEvents.object(event)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit-plain.json",
        "submit-http.json",
        "submit-http-base64.json",
        "submit-http-put.json",
        "submit-sqs.json",
        "submit-eventbridge.json"
      })
  void theEventsOfTheFixturesAreTakenByBoth(String file) {
    var events = events(file);

    assertThat(events).isNotEmpty();
    events.forEach(event -> EventForm.assertTakenByBoth(TestingEvents.object(event)));
  }

  @Test
  void theBadEventOfTheFixturesIsRefusedByBoth() {
    var event = TestingEvents.object(events("submit-http-bad.json").getFirst());

    assertThat(EventForm.faults(event)).contains("prompt", "promt", "count", "width");
    EventForm.assertSameVerdict(event);
  }

  @Test
  void everyFixtureThatIsSubmittedHasOneVerdict() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      var events =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("submit-"))
              .flatMap(name -> events(name).stream())
              .filter(body -> body.startsWith("{") && body.endsWith("}"))
              .toList();

      assertThat(events).hasSizeGreaterThan(8);
      events.forEach(event -> EventForm.assertSameVerdict(TestingEvents.object(event)));
    }
  }

  /** The events in a document as AWS sends it. */
  private static List<String> events(String file) {
    var document = TestingEvents.object(text(FIXTURES.resolve(file)));
    if (document.has("Records")) {
      return document.path("Records").findValuesAsText("body");
    }
    if (document.has("body")) {
      return List.of(body(document));
    }
    return List.of((document.has("detail") ? document.path("detail") : document).toString());
  }

  private static String body(ObjectNode document) {
    JsonNode body = document.path("body");
    return document.path("isBase64Encoded").asBoolean()
        ? new String(Base64.getDecoder().decode(body.asText()), UTF_8)
        : body.asText();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
