package dev.darkroom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.testing.tools.OpenApiTools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The linters that callers use find nothing in the OpenAPI document, not even a warning. */
class OpenApiLintTest {
  @BeforeAll
  static void fetch() {
    OpenApiTools.needNpm();
  }

  @Test
  void redoclyFindsNothing() {
    assertThat(redocly(OpenApiTools.document())).isEmpty();
  }

  @Test
  void redoclyFindsWhatIsWrong() {
    var found = redocly(OpenApiTools.write("unlinted.json", unlinted()));

    assertThat(found).contains("security-defined", "operation-summary");
  }

  @Test
  void spectralFindsNothing() {
    assertThat(spectral(OpenApiTools.document())).isEmpty();
  }

  @Test
  void spectralFindsWhatIsWrong() {
    var found = spectral(OpenApiTools.write("unlinted.json", unlinted()));

    assertThat(found).contains("info-contact", "operation-description");
  }

  private static ObjectNode unlinted() {
    var document = (ObjectNode) new Documents().openApi();
    document.remove("security");
    ((ObjectNode) document.path("info")).remove("contact");
    ((ObjectNode) document.at("/paths/~1v1~1models/get")).remove(List.of("summary", "description"));
    return document;
  }

  private static List<String> redocly(Path document) {
    var rules = OpenApiTools.copy("redocly.yaml").toString();
    var ended =
        OpenApiTools.runNode(
            "redocly", "lint", "--config=" + rules, "--format=json", document.toString());
    return OpenApiTools.json(ended)
        .path("problems")
        .valueStream()
        .map(problem -> name(problem, "ruleId"))
        .toList();
  }

  private static List<String> spectral(Path document) {
    var rules = OpenApiTools.copy("spectral.yaml").toString();
    var ended =
        OpenApiTools.runNode(
            "spectral",
            "lint",
            "--ruleset=" + rules,
            "--format=json",
            "--quiet",
            document.toString());
    return OpenApiTools.json(ended).valueStream().map(problem -> name(problem, "code")).toList();
  }

  private static String name(JsonNode problem, String field) {
    assertThat(problem.path(field).isTextual()).as("%s", problem).isTrue();
    return problem.path(field).asText();
  }
}
