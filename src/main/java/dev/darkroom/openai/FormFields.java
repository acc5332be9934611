package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Collects the texts of a form as the fields of a JSON object. A form has texts only: a field that
 * is no text in the event is read as JSON.
 *
 * <p>OpenAI's clients write a list as {@code name[]} and an object as {@code name[key]}.
 */
final class FormFields {
  private static final Pattern NESTED = Pattern.compile("([^\\[\\]]+)\\[([^\\[\\]]*)]");

  /** Fields that are texts in the event or at OpenAI; all others are JSON. */
  private static final Set<String> TEXTS =
      Set.of(
          "id",
          "model",
          "prompt",
          "provider",
          "aspectRatio",
          "resolution",
          "outputFormat",
          "promptOptimization",
          "onLoss",
          "taskToken",
          "size",
          "quality",
          "moderation",
          "background",
          "style",
          "output_format",
          "response_format",
          "input_fidelity",
          "mask",
          "user");

  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
  private final List<Fault> faults = new ArrayList<>();
  private final Function<String, Optional<JsonNode>> json;

  /**
   * No fields yet.
   *
   * @param json reads one JSON value strictly; empty: the text is none
   */
  FormFields(Function<String, Optional<JsonNode>> json) {
    this.json = json;
  }

  ObjectNode fields() {
    return fields;
  }

  List<Fault> faults() {
    return faults;
  }

  void fault(String field, String message) {
    faults.add(new Fault(field, message));
  }

  /** Adds one part of the form. */
  void add(String name, String text) {
    var nested = NESTED.matcher(name);
    if (name.contains("][")) {
      fault(name, "is nested too deeply for a form: send the whole field as one JSON text");
    } else if (!nested.matches()) {
      set(fields, name, name, value(name, text));
    } else if (nested.group(2).isEmpty()) {
      append(nested.group(1), text);
    } else if (object(nested.group(1)) instanceof ObjectNode object) {
      set(object, nested.group(2), name, JsonNodeFactory.instance.textNode(text));
    } else {
      fault(name, "is given twice: give it once");
    }
  }

  private JsonNode value(String name, String text) {
    var node = JsonNodeFactory.instance.textNode(text);
    return TEXTS.contains(name) ? node : json.apply(text).orElse(node);
  }

  private void set(ObjectNode object, String key, String name, JsonNode value) {
    if (object.has(key)) {
      fault(name, "is given twice: give it once");
    } else {
      object.set(key, value);
    }
  }

  private void append(String name, String text) {
    var list = fields.has(name) ? fields.get(name) : fields.putArray(name);
    if (list instanceof ArrayNode array) {
      array.add(text);
    } else {
      fault(name, "is given twice: give it once");
    }
  }

  private JsonNode object(String name) {
    return fields.has(name) ? fields.get(name) : fields.putObject(name);
  }
}
