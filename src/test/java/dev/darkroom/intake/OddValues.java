package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What may stand in an event at random. */
final class OddValues {
  /** One value of each kind and some that look like good ones; never null, which is absence. */
  static final List<JsonNode> VALUES =
      values(
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"1:1\"",
          "\"100:1\"",
          "\"16/9\"",
          "\"2K\"",
          "\"2k\"",
          "\"png\"",
          "\"PNG\"",
          "\"standard\"",
          "\"adapt\"",
          "\"reject\"",
          "\"failed\"",
          "\"true\"",
          "\"acme\"",
          "\"Acme\"",
          "\"a\"",
          "\"two words\"",
          "\"two\\nlines\"",
          "\"end\\n\"",
          "\"1:1\\n\"",
          "\"ü\"",
          "\"\\u00a0\"",
          "\"\\u3000\"",
          "\"\\u001c\"",
          "\"widescreen_16_9\"",
          "\"99:99\"",
          "\"0:1\"",
          "\"1:01\"",
          "\"" + "a".repeat(32) + "\"",
          "\"" + "a".repeat(33) + "\"",
          "\"https://example.com/a.png\"",
          "\"http://example.com/a.png\"",
          "\"https://\"",
          "\"https://u@example.com/\"",
          "\"https://example.com/#a\"",
          "\"https://a_b.example/\"",
          "\"https://example.com/a b\"",
          "\"data:image/png;base64,AAAA\"",
          "\"file:///etc/passwd\"",
          "0",
          "1",
          "-1",
          "15",
          "16",
          "59",
          "60",
          "86400",
          "86401",
          "65536",
          "65537",
          "1.5",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999",
          "true",
          "false",
          "{}",
          "[]",
          """
              ["acme"]""",
          "[7]",
          "[{}]",
          """
              {"x": "y"}""",
          """
              {"acme": {}}""",
          """
              {"acme": 1}""",
          """
              {"url": "https://example.com/"}""",
          """
              ["https://example.com/a.png"]""");

  /** Names of fields, misspelt ones among them. */
  static final List<String> NAMES = names();

  private OddValues() {}

  static List<JsonNode> values(String... json) {
    return Stream.of(json)
        .<JsonNode>map(text -> TestingEvents.object("{\"value\": " + text + "}").path("value"))
        .toList();
  }

  private static List<String> names() {
    var names = new ArrayList<String>();
    Place.SCHEMA.path("properties").fieldNames().forEachRemaining(names::add);
    names.addAll(List.of("url", "events", "acme", "NO", "", " ", "promt", "Count", "aspect_ratio"));
    names.addAll(List.of("a", "a".repeat(32), "a".repeat(33), "a".repeat(128), "a".repeat(129)));
    return List.copyOf(names);
  }
}
