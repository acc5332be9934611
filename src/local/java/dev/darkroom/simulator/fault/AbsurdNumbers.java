package dev.darkroom.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts a number that nobody can use in the place of every number of an answer, and of amounts that
 * are texts. Codes of success stay: else it would be a refusal.
 */
public final class AbsurdNumbers {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+\\.[0-9]+");
  private static final String DIGITS = "9".repeat(100_000);

  private AbsurdNumbers() {}

  public static ObjectNode in(ObjectNode answer, Faults faults) {
    var value =
        faults.value(QueryFault.ABSURD_NUMBERS).map(it -> it.equals("digits") ? DIGITS : it);
    value.ifPresent(number -> answer.properties().forEach(field -> replace(field, number)));
    return answer;
  }

  private static void replace(Map.Entry<String, JsonNode> field, String number) {
    if (!field.getKey().equals("code")) {
      field.setValue(replaced(field.getValue(), number));
    }
  }

  private static JsonNode replaced(JsonNode node, String number) {
    return switch (node) {
      case ObjectNode object -> {
        object.properties().forEach(field -> replace(field, number));
        yield object;
      }
      case ArrayNode list -> {
        List<JsonNode> elements = list.valueStream().map(it -> replaced(it, number)).toList();
        yield list.removeAll().addAll(elements);
      }
      case TextNode text when DECIMAL.matcher(text.textValue()).matches() -> new TextNode(number);
      default ->
          node.isNumber() ? JsonNodeFactory.instance.rawValueNode(new RawValue(number)) : node;
    };
  }
}
