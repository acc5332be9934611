package dev.darkroom.provider.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads an untrusted JSON text into a tree. A number beyond the bounds of {@link Decimals} reads as
 * null: one absurd field does not make the rest unreadable.
 */
final class BoundedJsonParser {
  private static final int DEPTH = 64;
  private static final int LONG_DIGITS = 18;

  /** More nodes than any answer has; each takes many times its text in memory. */
  private static final int MOST_VALUES = 200_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names from outside fill no table that outlives the text, and collide in none.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(ResponseReader.MAX_BYTES)
                  .maxStringLength(ResponseReader.MAX_BYTES)
                  .maxNameLength(ResponseReader.MAX_BYTES)
                  .build())
          .build();

  private final JsonParser parser;
  private boolean isExact = true;
  private int values;

  private BoundedJsonParser(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The content of a text.
   *
   * @param isExact whether the tree says everything that the text says: no field twice, no number
   *     beyond the bounds, nothing behind the value
   */
  record Parsed(JsonNode value, boolean isExact) {}

  /** Reads the first value of a text; empty if it is not JSON, too deep or too large. */
  static Optional<Parsed> of(String text) {
    try (var parser = FACTORY.createParser(withoutMark(text))) {
      var tree = new BoundedJsonParser(parser);
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      var value = tree.value();
      return Optional.of(new Parsed(value, tree.isExact && isAtItsEnd(parser)));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static boolean isAtItsEnd(JsonParser parser) {
    try {
      return parser.nextToken() == null;
    } catch (IOException moreThanJson) {
      return false;
    }
  }

  private JsonNode value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new IOException("more values than any answer has");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("no value");
    };
  }

  private ObjectNode object() throws IOException {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      isExact &= !object.has(name);
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private JsonNode number(String digits) {
    var number = Decimals.in(digits);
    isExact &= number.isPresent();
    return number.map(BoundedJsonParser::node).orElseGet(NODES::nullNode);
  }

  private static JsonNode node(BigDecimal number) {
    return number.scale() == 0 && number.precision() <= LONG_DIGITS
        ? NODES.numberNode(number.longValueExact())
        : DecimalNode.valueOf(number);
  }
}
