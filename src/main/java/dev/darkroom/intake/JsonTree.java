package dev.darkroom.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Builds the tree of a JSON text, value by value, within bounds.
 *
 * <p>A field given twice, a number or a depth out of bounds and an invalid text leave a fault and
 * no value. Values that were read before the text breaks off are kept.
 */
final class JsonTree {
  /** Greatest depth; no API nests its parameters deeper. */
  static final int MAX_DEPTH = 64;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Greatest length of a path; answers cut longer ones anyway. */
  private static final int MAX_PATH = 400;

  /** Faults that are kept with path and message; of the others only the number counts. */
  static final int MAX_TOLD = 100;

  private static final Fault ONE_MORE = new Fault("", "is one fault more");

  private final List<Fault> faults;
  private final Function<String, Optional<String>> textRule;
  private final StringBuilder path = new StringBuilder();
  private JsonNode root = NODES.missingNode();

  /**
   * An empty tree.
   *
   * @param textRule the fault of a text or a name, if it has one
   */
  JsonTree(List<Fault> faults, Function<String, Optional<String>> textRule) {
    this.faults = faults;
    this.textRule = textRule;
  }

  JsonNode root() {
    return root;
  }

  /** Reads the value that begins at the parser's current token. */
  void read(JsonParser json) throws IOException {
    value(json, 0, value -> root = value);
  }

  /** Puts a value in its place before it is filled, so that a broken value is kept in part. */
  private void value(JsonParser json, int depth, Consumer<JsonNode> place) throws IOException {
    boolean isNested = json.currentToken().isStructStart();
    if (isNested && depth >= MAX_DEPTH) {
      fault("is nested too deeply: at most " + MAX_DEPTH + " levels");
      json.skipChildren();
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      var object = NODES.objectNode();
      place.accept(object);
      fill(object, json, depth + 1);
    } else if (isNested) {
      var array = NODES.arrayNode();
      place.accept(array);
      fill(array, json, depth + 1);
    } else {
      scalar(json).ifPresent(place);
    }
  }

  private void fill(ObjectNode object, JsonParser json, int depth) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var name = json.currentName();
      int outer = path.length();
      enter((outer == 0 ? "" : ".") + JsonText.legible(name));
      json.nextToken();
      var nameFault = textRule.apply(name);
      if (nameFault.isPresent()) {
        fault("has a name that " + nameFault.get());
        json.skipChildren();
      } else if (object.has(name)) {
        fault("is given twice: give it once");
        json.skipChildren();
      } else {
        value(json, depth, value -> object.set(name, value));
      }
      path.setLength(outer);
    }
  }

  private void fill(ArrayNode array, JsonParser json, int depth) throws IOException {
    int outer = path.length();
    for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
      enter("[" + index + "]");
      value(json, depth, array::add);
      path.setLength(outer);
    }
  }

  private Optional<JsonNode> scalar(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> {
        var text = json.getText();
        var wrong = textRule.apply(text);
        wrong.ifPresent(this::fault);
        yield wrong.isPresent() ? Optional.empty() : Optional.of(NODES.textNode(text));
      }
      case VALUE_NUMBER_INT -> number(JsonNumber.whole(json.getText()));
      case VALUE_NUMBER_FLOAT -> number(JsonNumber.decimal(json.getText()));
      case VALUE_TRUE -> Optional.of(NODES.booleanNode(true));
      case VALUE_FALSE -> Optional.of(NODES.booleanNode(false));
      case VALUE_NULL -> Optional.of(NODES.nullNode());
      default -> throw new IllegalStateException("no value starts with " + json.currentToken());
    };
  }

  private Optional<JsonNode> number(Optional<JsonNode> value) {
    if (value.isEmpty()) {
      fault(JsonNumber.RULE);
    }
    return value;
  }

  private void enter(String step) {
    if (path.length() < MAX_PATH) {
      path.append(step, 0, Math.min(step.length(), MAX_PATH));
    }
  }

  private void fault(String message) {
    faults.add(faults.size() < MAX_TOLD ? new Fault(path.toString(), message) : ONE_MORE);
  }
}
