package dev.darkroom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.testing.tools.OpenApiTools;
import dev.darkroom.testing.tools.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whoever was made for the former OpenAPI document can call today's. How the former one is moved is
 * in {@code src/docs/clients.md}.
 */
class OpenApiCompatibilityTest {
  private static final Path FORMER = Path.of("src/test/resources/api");

  @Test
  void theDocumentBreaksNoCaller() throws IOException {
    var ended = compared(former(), List.of(write("now", new Documents().openApi())));

    assertThat(ended.output()).as(ended.log()).isEqualTo("now.json fits\n");
  }

  @Test
  void everyChangeThatBreaksACallerIsFoundAndNoOther() {
    var changes = ApiChange.all();
    var files = new ArrayList<Path>();
    for (int at = 0; at < changes.size(); at++) {
      var document = (ObjectNode) new Documents().openApi();
      changes.get(at).change().accept(document);
      files.add(write("change-" + at, document));
    }

    var ended = compared(new Documents().openApi(), files);

    var expected = new ArrayList<String>();
    for (int at = 0; at < changes.size(); at++) {
      expected.add("change-%d.json %s".formatted(at, changes.get(at).breaks() ? "breaks" : "fits"));
    }
    assertThat(ended.output().lines()).containsExactlyElementsOf(expected);
  }

  /**
   * Beyond what openapi-diff knows: an unknown field of an event is an error, and generators name
   * their methods by the operations.
   */
  @Test
  void noFieldAndNoNameOfAnOperationIsGone() throws IOException {
    assertThat(names(new Documents().openApi())).containsAll(names(former()));
  }

  @Test
  void aFieldThatIsGoneIsFound() {
    var document = (ObjectNode) new Documents().openApi();
    ((ObjectNode) document.at("/components/schemas/GenerationEvent/properties")).remove("seed");

    assertThat(names(document))
        .doesNotContain("GenerationEvent/properties/seed")
        .contains("GenerationEvent/properties/count", "submitGeneration");
  }

  private static Set<String> names(JsonNode document) {
    var names = new TreeSet<>(document.path("paths").findValuesAsText("operationId"));
    document
        .at("/components/schemas")
        .properties()
        .forEach(schema -> collect(schema.getValue(), schema.getKey(), names));
    return names;
  }

  private static void collect(JsonNode schema, String place, Set<String> names) {
    names.add(place);
    for (var property : schema.path("properties").properties()) {
      collect(property.getValue(), place + "/properties/" + property.getKey(), names);
    }
    if (schema.has("items")) {
      collect(schema.path("items"), place + "/items", names);
    }
  }

  private static JsonNode former() throws IOException {
    try (var files = Files.list(FORMER)) {
      var documents = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(documents).as("the former document, and no other").hasSize(1);
      return new JsonMapper().readTree(documents.getFirst().toFile());
    }
  }

  private static ToolProcess compared(JsonNode former, List<Path> files) {
    OpenApiTools.needJars();
    var arguments = new ArrayList<String>();
    arguments.add(OpenApiTools.copy("Compatibility.java").toString());
    arguments.add(write("former", former).toString());
    files.forEach(file -> arguments.add(file.toString()));
    return OpenApiTools.runJava("jars/diff/*", arguments.toArray(String[]::new)).succeeded();
  }

  /**
   * As the tool reads it. It does not know the types of OpenAPI 3.1 and no webhooks: the document
   * needs nothing of 3.1 for its types, and what a webhook sends is to its receiver as an answer.
   */
  private static Path write(String name, JsonNode published) {
    var document = (ObjectNode) published.deepCopy();
    document.put("openapi", "3.0.3");
    for (var webhook : document.path("webhooks").properties()) {
      var body = webhook.getValue().at("/post/requestBody");
      var answer = ((ObjectNode) document.path("paths")).putObject("/webhooks/" + webhook.getKey());
      var sent = answer.putObject("get").putObject("responses").putObject("200");
      sent.put("description", "Sent.").set("content", body.path("content"));
    }
    document.remove("webhooks");
    return OpenApiTools.write("compared/" + name + ".json", document);
  }
}
