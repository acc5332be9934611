package dev.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.BrokenEvents.Break;
import dev.darkroom.intake.EdgeEvents.Edge;
import dev.darkroom.testing.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of the event is what intake enforces, rule by rule. */
class EventSchemaTest {
  private static final JsonNode SCHEMA = Place.SCHEMA;

  @Test
  void itIsASchemaOfItsDraft() {
    assertThat(SCHEMA.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(SCHEMA.path("$id").asText()).isEqualTo("urn:darkroom:schema:event:1");
    assertThat(Schemas.faultsOfSchema(SCHEMA)).isEmpty();
    assertThat(SCHEMA.findValues("$ref")).as("tools differ in where they look").isEmpty();
  }

  @Test
  void everyFieldIsTitledDescribedAndShownByGoodExamples() {
    var fields = fields();

    assertThat(fields).hasSizeGreaterThan(25);
    for (var field : fields) {
      assertThat(field.path("title").asText()).as(field.toString()).isNotBlank();
      assertThat(field.path("description").asText()).as(field.toString()).isNotBlank();
      assertThat(field.path("examples")).as(field.toString()).isNotEmpty();
      for (var example : field.path("examples")) {
        assertThat(Schemas.faults(field, example)).as(field.toString()).isEmpty();
      }
    }
  }

  @Test
  void itsExamplesAreGoodEvents() {
    assertThat(SCHEMA.path("examples")).isNotEmpty();
    for (var example : SCHEMA.path("examples")) {
      EventForm.assertTakenByBoth((ObjectNode) example);
    }
  }

  static Stream<ObjectNode> fullEvents() {
    return Place.fullEvents();
  }

  @ParameterizedTest
  @MethodSource("fullEvents")
  void everyFieldTogetherIsTakenByBoth(ObjectNode event) {
    EventForm.assertTakenByBoth(event);
  }

  @Test
  void noFieldIsLeftOutOfTheFullEvents() {
    var names = new ArrayList<String>();
    SCHEMA.path("properties").fieldNames().forEachRemaining(names::add);

    assertThat(fullEvents().flatMap(event -> event.properties().stream().map(one -> one.getKey())))
        .containsOnlyOnceElementsOf(List.of("aspectRatio", "resolution", "width", "height"))
        .containsAll(names);
  }

  static Stream<Edge> edges() {
    return EdgeEvents.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edges")
  void theLastThatARuleAllowsIsTakenByBoth(Edge edge) {
    EventForm.assertTakenByBoth(edge.event());
  }

  static Stream<Break> breaks() {
    return BrokenEvents.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void oneBrokenRuleIsRefusedByTheSchemaAndByIntakeAtItsPath(Break broken) {
    EventForm.assertRefusedByBothAt(broken.path(), broken.event());
  }

  static Stream<Place> places() {
    return Place.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void everyOddValueAndNameHasOneVerdictAtEveryPlace(Place place) {
    if (!place.pointer().isEmpty()) {
      OddValues.VALUES.forEach(value -> EventForm.assertSameVerdict(place.replaced(value)));
    }
    if (place.value().isObject()) {
      for (var name : OddValues.NAMES) {
        EventForm.assertSameVerdict(place.changed(object -> object.put(name, "x")));
        EventForm.assertSameVerdict(place.changed(object -> object.putObject(name)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void everyWayToSayTheFrameHasOneVerdict(int which) {
    var fields =
        List.of(
            "\"aspectRatio\": \"1:1\"", "\"resolution\": \"2K\"", "\"width\": 9", "\"height\": 9");
    var said =
        IntStream.range(0, fields.size())
            .filter(at -> (which >> at & 1) == 1)
            .mapToObj(at -> ", " + fields.get(at))
            .collect(Collectors.joining());

    EventForm.assertSameVerdict(event("\"count\": 1" + said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"images\": []",
        "\"fallback\": []",
        "\"metadata\": {}",
        "\"metadata\": {\"x\": \"\"}",
        "\"providerOptions\": {}",
        "\"providerOptions\": {\"acme\": {\"any\": [null, {\"thing\": 1.0}]}}",
        "\"notify\": {\"url\": \"https://example.com/\", \"events\": []}",
        "\"notify\": {\"url\": \"https://example.com/\", \"events\": [\"failed\", \"failed\"]}"
      })
  void whatIsEmptyOrGivenTwiceIsTakenByBoth(String field) {
    EventForm.assertTakenByBoth(event(field));
  }

  /** A fox outside the first plane is one character, though two of Java's. */
  @ParameterizedTest
  @CsvSource({
    "'\"taskToken\": \"%s\"', 2048",
    "'\"metadata\": {\"x\": \"%s\"}', 1024",
    "'\"metadata\": {\"%s\": \"x\"}', 128",
    "'\"notify\": {\"url\": \"https://example.com/%s\"}', 2028"
  })
  void lengthsAreCountedInCharactersByBoth(String field, int most) {
    EventForm.assertTakenByBoth(event(field.formatted("🦊".repeat(most))));
    assertThat(Schemas.faultsOfEvent(event(field.formatted("🦊".repeat(most + 1))))).isNotEmpty();
    assertThat(EventForm.faults(event(field.formatted("🦊".repeat(most + 1))))).hasSize(1);
  }

  /** To a schema 1 and 1.0 are one number; intake takes no chances with either. */
  @ParameterizedTest
  @ValueSource(strings = {"\"count\": 1.0", "\"seed\": 1e0", "\"deadlineSeconds\": 60.0"})
  void aWholeNumberInDisguiseIsRefusedByIntakeAlone(String field) {
    assertThat(Schemas.faultsOfEvent(event(field))).isEmpty();
    assertThat(EventForm.faults(event(field))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-bucket/a/b c%20.png", "my.bucket/狐.png", "b-1/...", "abc/a//b"})
  void aReferenceInABucketIsTakenByBoth(String link) {
    EventForm.assertTakenByBoth(event("\"images\": [\"s3://" + link + "\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-bucket",
        "my-bucket/",
        "NO/key.png",
        "b/key.png",
        "my..bucket/key.png",
        "192.0.2.7/key.png",
        "my-bucket/..",
        "my-bucket/a/../key.png",
        "my-bucket/./key.png",
        "my-bucket/a\\u0007.png"
      })
  void aReferenceInABucketOfAnotherFormIsRefusedByBoth(String link) {
    EventForm.assertRefusedByBothAt("images[0]", event("\"images\": [\"s3://" + link + "\"]"));
  }

  private static ObjectNode event(String field) {
    return TestingEvents.object(
        "{\"model\": \"seedream-5.0-lite\", \"prompt\": \"a red fox\", " + field + "}");
  }

  /** Every schema of a value, however deep. */
  private static List<JsonNode> fields() {
    var fields = new ArrayList<JsonNode>();
    collect(SCHEMA, fields);
    return fields;
  }

  private static void collect(JsonNode schema, List<JsonNode> fields) {
    var below = new ArrayList<JsonNode>();
    schema.path("properties").forEach(below::add);
    below.add(schema.path("items"));
    below.add(schema.path("additionalProperties"));
    below.stream()
        .filter(JsonNode::isObject)
        .forEach(
            field -> {
              fields.add(field);
              collect(field, fields);
            });
  }
}
