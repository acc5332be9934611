package dev.darkroom.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.regex.RegularExpression;
import dev.darkroom.schema.Documents;
import java.util.List;
import java.util.regex.Pattern;

/** The published schemas, read as the tools of callers read them. */
public final class Schemas {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .regularExpressionFactory(Schemas::regularExpression)
          .build();
  private static final JsonNode OPEN_API = new Documents().openApi();
  private static final JsonSchema EVENT = schema(new Documents().event());

  private Schemas() {}

  /** What is wrong with an event; empty: nothing. */
  public static List<String> faultsOfEvent(JsonNode event) {
    return faults(EVENT, event);
  }

  /** What is wrong with a schema of draft 2020-12. */
  public static List<String> faultsOfSchema(JsonNode schema) {
    return faults(FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG), schema);
  }

  /** What is wrong with a value by a schema that stands in the OpenAPI document. */
  public static List<String> faults(JsonNode schema, JsonNode value) {
    return faults(schema(inDocument(schema, OPEN_API.path("components"))), value);
  }

  /** The same for an answer of ours: a field that is not documented is wrong as well. */
  public static List<String> faultsOfAnswer(JsonNode schema, JsonNode answer) {
    var strict = inDocument(schema, OPEN_API.path("components"));
    close(strict);
    return faults(schema(strict), answer);
  }

  /** A schema among the components of the OpenAPI document. */
  public static JsonNode component(String name) {
    return MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  public static JsonNode openApi() {
    return OPEN_API;
  }

  private static List<String> faults(JsonSchema schema, JsonNode value) {
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  private static JsonSchema schema(JsonNode schema) {
    return FACTORY.getSchema(schema, CONFIG);
  }

  /** As ECMA 262 has it: the end is the end, also behind a line break. */
  private static RegularExpression regularExpression(String text) {
    var pattern =
        Pattern.compile(text.endsWith("$") ? text.substring(0, text.length() - 1) + "\\z" : text);
    return value -> pattern.matcher(value).find();
  }

  private static ObjectNode inDocument(JsonNode schema, JsonNode components) {
    var root = MAPPER.createObjectNode();
    root.putArray("allOf").add(schema.deepCopy());
    root.set("components", components.deepCopy());
    return root;
  }

  /** Answers are open for callers, who are to pass over what they do not know. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Schemas::close);
  }
}
