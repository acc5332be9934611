package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Translates the fields that OpenAI names differently, one by one. */
final class FieldTranslator {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})x([0-9]{1,6})");
  private static final List<String> SHAPES =
      List.of("width", "height", "aspectRatio", "resolution");

  private final ObjectNode event;
  private final Map<String, String> names = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  FieldTranslator(ObjectNode body) {
    event = body.deepCopy();
  }

  ImagesRequest translate() {
    rename("n", "count");
    rename("output_format", "outputFormat");
    take("size").ifPresent(this::size);
    take("user").ifPresent(this::user);
    DefaultField.ALL.forEach(this::refuseUnlessDefault);
    return new ImagesRequest(event, format(), names, faults);
  }

  /** Takes a field out of the event; empty: it is absent or null. */
  private Optional<JsonNode> take(String field) {
    return Optional.ofNullable(event.remove(field)).filter(value -> !value.isNull());
  }

  private void rename(String field, String name) {
    take(field)
        .ifPresent(
            value -> {
              if (event.hasNonNull(name)) {
                faults.add(new Fault(field, "means the same as " + name + ": give one of them"));
              } else {
                names.put(name, field);
                event.set(name, value);
              }
            });
  }

  private void size(JsonNode value) {
    var given = SHAPES.stream().filter(event::hasNonNull).toList();
    var parts = SIZE.matcher(value.asText());
    if (value.isTextual() && value.textValue().equals("auto")) {
      return; // the provider's default, unless another field says more
    }
    if (!given.isEmpty()) {
      faults.add(
          new Fault(
              "size",
              "cannot be given with " + String.join(", ", given) + ": give size, or those"));
    } else if (value.isTextual() && parts.matches()) {
      Stream.of("width", "height").forEach(side -> names.put(side, "size"));
      event.put("width", Integer.parseInt(parts.group(1)));
      event.put("height", Integer.parseInt(parts.group(2)));
    } else {
      faults.add(
          new Fault(
              "size", "must be \"auto\", or width and height in pixels, such as \"1024x1024\""));
    }
  }

  /** The end user is one of the pairs that Darkroom copies to the record. */
  private void user(JsonNode value) {
    var metadata = event.path("metadata");
    if (!value.isTextual()) {
      faults.add(new Fault("user", "must be a string"));
    } else if (metadata.hasNonNull("user")) {
      faults.add(new Fault("user", "means the same as metadata.user: give one of them"));
    } else if (metadata instanceof ObjectNode pairs) {
      putUser(pairs, value);
    } else if (metadata.isMissingNode() || metadata.isNull()) {
      putUser(event.putObject("metadata"), value);
    } // intake says what is wrong with any other metadata
  }

  private void putUser(ObjectNode metadata, JsonNode value) {
    names.put("metadata.user", "user");
    metadata.set("user", value);
  }

  private void refuseUnlessDefault(DefaultField field) {
    Consumer<JsonNode> refuse = value -> faults.add(new Fault(field.name(), field.remedy()));
    take(field.name()).filter(value -> !field.accepted().contains(value)).ifPresent(refuse);
  }

  private ResponseFormat format() {
    var value = take(ResponseFormat.FIELD);
    var format =
        value.filter(JsonNode::isTextual).flatMap(text -> ResponseFormat.parse(text.textValue()));
    if (value.isPresent() && format.isEmpty()) {
      faults.add(new Fault(ResponseFormat.FIELD, ResponseFormat.EXPECTED));
    }
    return format.orElse(ResponseFormat.URL);
  }
}
