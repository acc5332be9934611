package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.schema.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A value in an event, and what the schema says of it.
 *
 * @param pointer where it lies in the event, as a JSON pointer; empty: the event itself
 * @param path what intake calls that place
 */
record Place(ObjectNode event, JsonNode rules, String pointer, String path) {
  static final JsonNode SCHEMA = new Documents().event();

  private static final String BY_RATIO = "\"aspectRatio\": \"16:9\", \"resolution\": \"2K\"";
  private static final String BY_PIXELS = "\"width\": 2560, \"height\": 1440";

  /** Full events: with every field of the schema but those that exclude each other. */
  static Stream<ObjectNode> fullEvents() {
    return Stream.of(BY_RATIO, BY_PIXELS).map(Place::full);
  }

  /** Every place that the schema has a rule for, in full events. */
  static Stream<Place> all() {
    return fullEvents()
        .flatMap(
            event -> {
              var places = new ArrayList<Place>();
              collect(new Place(event, SCHEMA, "", ""), places);
              return places.stream();
            });
  }

  @Override
  public String toString() {
    return path.isEmpty() ? "the event" : path;
  }

  JsonNode value() {
    return event.at(pointer);
  }

  String type() {
    return rules.path("type").asText();
  }

  /** What intake calls a field of this place. */
  String pathOf(String field) {
    return path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
  }

  /** A copy of the event with another value here. */
  ObjectNode replaced(JsonNode value) {
    int last = pointer.lastIndexOf('/');
    var name = pointer.substring(last + 1);
    var copy = event.deepCopy();
    if (copy.at(pointer.substring(0, last)) instanceof ArrayNode list) {
      list.set(Integer.parseInt(name), value);
    } else {
      ((ObjectNode) copy.at(pointer.substring(0, last))).set(name, value);
    }
    return copy;
  }

  /** A copy of the event whose object here is changed. */
  ObjectNode changed(Consumer<ObjectNode> how) {
    var copy = event.deepCopy();
    how.accept((ObjectNode) copy.at(pointer));
    return copy;
  }

  /** A copy of the event whose list here has so many entries. */
  ObjectNode filled(int size) {
    var copy = event.deepCopy();
    var list = (ArrayNode) copy.at(pointer);
    while (list.size() < size) {
      list.add(list.get(0));
    }
    return copy;
  }

  private static void collect(Place place, List<Place> places) {
    places.add(place);
    place
        .children()
        .filter(child -> child.rules().isObject())
        .forEach(child -> collect(child, places));
  }

  private Stream<Place> children() {
    return switch (value()) {
      case ObjectNode object -> object.properties().stream().map(entry -> field(entry.getKey()));
      case ArrayNode list ->
          Stream.iterate(0, at -> at < list.size(), at -> at + 1).map(this::entry);
      default -> Stream.empty();
    };
  }

  private Place field(String name) {
    var known = rules.path("properties").path(name);
    var its = known.isMissingNode() ? rules.path("additionalProperties") : known;
    return new Place(event, its, pointer + "/" + name, pathOf(name));
  }

  private Place entry(int at) {
    return new Place(event, rules.path("items"), pointer + "/" + at, path + "[" + at + "]");
  }

  private static ObjectNode full(String frame) {
    return TestingEvents.object(
        """
        {"id": "order-9", "model": "seedream-5.0-lite", "prompt": "a red fox",
         "provider": "acme", "fallback": ["bolt", "core"],
         "images": ["https://example.com/a.png?x=1", "https://example.com/b.png"],
         "count": 2, "seed": 9007199254740993, "outputFormat": "png", "safetyChecker": false,
         "webSearch": true, "promptOptimization": "standard", "onLoss": "adapt",
         "maxCost": {"amount": 0.5, "unit": "USD", "ifUnknown": "allow"},
         "providerOptions": {"acme": {"quality": "high", "n": [1, 2.25]}, "bolt": {}},
         "deadlineSeconds": 60, "taskToken": "AQC/x+y=",
         "notify": {"url": "https://example.com/done", "events": ["failed", "succeeded"]},
         "metadata": {"customer": "Müller", "order": ""}, %s}
        """
            .formatted(frame));
  }
}
