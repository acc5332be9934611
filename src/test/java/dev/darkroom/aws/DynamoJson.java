package dev.darkroom.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB's JSON, as {@code aws dynamodb get-item} prints them. */
final class DynamoJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private DynamoJson() {}

  static Map<String, AttributeValue> read(String json) {
    try {
      return readMap(MAPPER.readTree(json));
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException("the fixture is no JSON", mistake);
    }
  }

  /** In the order of the attributes' names, so that two items can be compared by eye. */
  static String write(Map<String, AttributeValue> item) {
    return writeMap(item).toPrettyString() + "\n";
  }

  private static Map<String, AttributeValue> readMap(JsonNode node) {
    var item = new LinkedHashMap<String, AttributeValue>();
    node.properties().forEach(entry -> item.put(entry.getKey(), readValue(entry.getValue())));
    return item;
  }

  private static AttributeValue readValue(JsonNode node) {
    var type = node.fieldNames().next();
    var value = node.get(type);
    return switch (type) {
      case "S" -> AttributeValue.fromS(value.textValue());
      case "N" -> AttributeValue.fromN(value.textValue());
      case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
      case "M" -> AttributeValue.fromM(readMap(value));
      case "L" -> {
        var list = new ArrayList<AttributeValue>();
        value.forEach(one -> list.add(readValue(one)));
        yield AttributeValue.fromL(list);
      }
      default -> throw new IllegalArgumentException("no attribute of ours is a " + type);
    };
  }

  private static ObjectNode writeMap(Map<String, AttributeValue> item) {
    var node = JsonNodeFactory.instance.objectNode();
    item.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> node.set(entry.getKey(), writeValue(entry.getValue())));
    return node;
  }

  private static ObjectNode writeValue(AttributeValue value) {
    var node = JsonNodeFactory.instance.objectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case M -> node.set("M", writeMap(value.m()));
      case L -> {
        var list = node.putArray("L");
        value.l().forEach(one -> list.add(writeValue(one)));
      }
      case SS, NS, BS, B, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no attribute of ours is a " + value.type());
    }
    return node;
  }
}
