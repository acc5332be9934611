package dev.darkroom.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of DynamoDB as its protocol writes them; of the types that Darkroom has. */
final class TableJson {
  private TableJson() {}

  /** Reads an item, a key or the values of an expression; empty if absent. */
  static Map<String, AttributeValue> read(JsonNode item) {
    var attributes = new LinkedHashMap<String, AttributeValue>();
    item.properties().forEach(one -> attributes.put(one.getKey(), value(one.getValue())));
    return attributes;
  }

  static ObjectNode write(Map<String, AttributeValue> item) {
    var node = JsonNodeFactory.instance.objectNode();
    item.forEach((name, value) -> node.set(name, node(value)));
    return node;
  }

  private static AttributeValue value(JsonNode node) {
    var typed = node.properties().iterator().next();
    var value = typed.getValue();
    return switch (typed.getKey()) {
      case "S" -> AttributeValue.fromS(value.asText());
      case "N" -> AttributeValue.fromN(value.asText());
      case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
      case "M" -> AttributeValue.fromM(read(value));
      case "L" -> AttributeValue.fromL(value.valueStream().map(TableJson::value).toList());
      default -> throw new IllegalArgumentException("Darkroom has no such type: " + typed.getKey());
    };
  }

  private static ObjectNode node(AttributeValue value) {
    var node = JsonNodeFactory.instance.objectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case M -> node.set("M", write(value.m()));
      case L -> {
        var list = node.putArray("L");
        value.l().forEach(one -> list.add(node(one)));
      }
      default -> throw new IllegalArgumentException("Darkroom has no such type: " + value.type());
    }
    return node;
  }
}
