package dev.darkroom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.testing.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document holds together, and its examples are what its schemas say. */
class OpenApiTest {
  private static final JsonNode DOCUMENT = new Documents().openApi();
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  @Test
  void itIsOfVersion31AndSaysWhatItIs() {
    assertThat(DOCUMENT.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(DOCUMENT.at("/info/title").asText()).isEqualTo("Darkroom");
    assertThat(DOCUMENT.at("/info/version").asText()).isNotBlank();
  }

  @Test
  void theSchemaOfTheEventIsInItAsItIsPublished() {
    var event = (ObjectNode) new Documents().event();
    event.remove("$schema"); // OpenAPI has a dialect of its own

    assertThat(DOCUMENT.at("/components/schemas/GenerationEvent")).isEqualTo(event);
  }

  @Test
  void everyReferenceLeadsToAPlaceInIt() {
    var references = DOCUMENT.findValuesAsText("$ref");

    assertThat(references).hasSizeGreaterThan(30);
    for (var reference : references) {
      assertThat(reference).startsWith("#/components/");
      assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void everyComponentIsReferredTo() {
    var components = new ArrayList<String>();
    var kinds = (ObjectNode) DOCUMENT.path("components").deepCopy();
    kinds.remove("securitySchemes"); // named, not referred to
    for (var kind : kinds.properties()) {
      kind.getValue()
          .fieldNames()
          .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name));
    }

    assertThat(DOCUMENT.findValuesAsText("$ref")).containsAll(components);
  }

  @Test
  void everyWayToBeAuthorizedIsDefinedAndOptional() {
    var ways = new TreeSet<String>();
    DOCUMENT.path("security").forEach(way -> way.fieldNames().forEachRemaining(ways::add));

    assertThat(ways)
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.at("/components/securitySchemes").properties().stream()
                .map(Entry::getKey)
                .toList());
    assertThat(DOCUMENT.path("security"))
        .as("local mode asks for none")
        .anyMatch(JsonNode::isEmpty);
  }

  @Test
  void everySchemaIsAValidOne() {
    var schemas = new ArrayList<JsonNode>();
    DOCUMENT.at("/components/schemas").forEach(schemas::add);
    holders(DOCUMENT, "").forEach(holder -> schemas.add(holder.getValue().path("schema")));

    assertThat(schemas).hasSizeGreaterThan(40);
    for (var schema : schemas) {
      assertThat(Schemas.faultsOfSchema(schema)).as(schema.toString()).isEmpty();
    }
  }

  static Stream<Entry<String, JsonNode>> holdersWithExamples() {
    return holders(DOCUMENT, "")
        .filter(holder -> holder.getValue().has("example") || holder.getValue().has("examples"));
  }

  /** A body, a parameter or a header, each with a schema and examples beside it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("holdersWithExamples")
  void everyExampleIsWhatItsSchemaSays(Entry<String, JsonNode> holder) {
    var examples = new ArrayList<JsonNode>();
    holder.getValue().path("examples").forEach(example -> examples.add(example.path("value")));
    if (holder.getValue().has("example")) {
      examples.add(holder.getValue().path("example"));
    }

    assertThat(examples).isNotEmpty();
    for (var example : examples) {
      assertThat(Schemas.faults(holder.getValue().path("schema"), example)).isEmpty();
      assertThat(Schemas.faultsOfAnswer(holder.getValue().path("schema"), example)).isEmpty();
    }
  }

  @Test
  void everyBodyThatIsJsonHasAnExampleUnlessItIsADocument() {
    var without =
        holders(DOCUMENT, "")
            .filter(holder -> holder.getKey().contains("json"))
            .filter(holder -> !holder.getValue().has("examples"))
            .map(Entry::getKey)
            .toList();

    assertThat(without)
        .isNotEmpty()
        .allSatisfy(place -> assertThat(place).containsAnyOf("/v1/schema", "/v1/openapi.json"));
  }

  @Test
  void theExamplesInSchemasAreWhatTheySay() {
    int count = 0;
    for (var schema : DOCUMENT.findParents("examples")) {
      if (schema.path("examples").isArray()) {
        for (var example : schema.path("examples")) {
          assertThat(Schemas.faults(schema, example)).as(schema.toString()).isEmpty();
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(30);
  }

  @Test
  void everyOperationHasANameOfItsOwnAndTheParametersOfItsPath() {
    var names = new TreeSet<String>();
    for (var path : DOCUMENT.path("paths").properties()) {
      for (var operation : path.getValue()) {
        assertThat(names.add(operation.path("operationId").asText())).isTrue();
        assertThat(operation.path("summary").asText()).isNotBlank();
        assertThat(pathParameters(operation))
            .containsExactlyElementsOf(
                PARAMETER.matcher(path.getKey()).results().map(match -> match.group(1)).toList());
      }
    }
    assertThat(names).doesNotContain("");
  }

  /** Generators read every success of an operation by the schema of its first. */
  @Test
  void everySuccessOfAnOperationHasOneSchema() {
    for (var path : DOCUMENT.path("paths")) {
      for (var operation : path) {
        var schemas =
            operation.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .filter(response -> !response.getKey().equals("204")) // it has no body
                .flatMap(response -> response.getValue().path("content").valueStream())
                .map(content -> content.path("schema"))
                .distinct();
        boolean hasNoBody = operation.path("responses").has("204");
        assertThat(schemas).as(operation.path("operationId").asText()).hasSize(hasNoBody ? 0 : 1);
      }
    }
  }

  @Test
  void everyWayToFailIsNamed() {
    assertThat(words("GenerationError", "code"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ErrorCode.values()).map(ErrorCode::text).toList());
  }

  @Test
  void everyKindOfAdjustmentIsNamed() {
    assertThat(words("Adjustment", "kind"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Adjustment.Kind.values()).map(Adjustment.Kind::text).toList());
  }

  private static List<String> words(String component, String field) {
    var words = new ArrayList<String>();
    DOCUMENT
        .at("/components/schemas/" + component + "/properties/" + field + "/enum")
        .forEach(word -> words.add(word.asText()));
    return words;
  }

  private static List<String> pathParameters(JsonNode operation) {
    var names = new ArrayList<String>();
    for (var parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        assertThat(parameter.path("required").asBoolean()).isTrue();
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** Whatever has a schema, by its place: bodies, parameters, headers. */
  private static Stream<Entry<String, JsonNode>> holders(JsonNode node, String place) {
    var here =
        node.path("schema").isObject()
            ? Stream.of(java.util.Map.entry(place, node))
            : Stream.<Entry<String, JsonNode>>empty();
    if (!node.isObject()) {
      return here;
    }
    return Stream.concat(
        here,
        node.properties().stream()
            .filter(entry -> !entry.getKey().equals("schemas"))
            .flatMap(entry -> children(entry, place)));
  }

  private static Stream<Entry<String, JsonNode>> children(
      Entry<String, JsonNode> entry, String place) {
    var below = place + " " + entry.getKey();
    return entry.getValue().isArray()
        ? entry.getValue().valueStream().flatMap(one -> holders(one, below))
        : holders(entry.getValue(), below);
  }
}
