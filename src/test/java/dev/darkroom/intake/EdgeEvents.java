package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every limit that the schema sets, kept to the last: a full event with one value at its edge. */
final class EdgeEvents {
  /** An event at one edge. */
  record Edge(String what, ObjectNode event) {
    @Override
    public String toString() {
      return what;
    }
  }

  private EdgeEvents() {}

  static Stream<Edge> all() {
    return Place.all().flatMap(place -> of(place).stream());
  }

  private static List<Edge> of(Place place) {
    var rules = place.rules();
    var edges = new ArrayList<Edge>();
    Stream.of("minimum", "maximum")
        .filter(rules::has)
        .forEach(limit -> edges.add(edge(place, limit, rules.path(limit))));
    Stream.concat(rules.path("enum").valueStream(), rules.path("examples").valueStream())
        .filter(value -> !place.pointer().isEmpty())
        .forEach(value -> edges.add(edge(place, value.toString(), value)));
    if (rules.has("maxLength")) {
      edges.add(edge(place, "longest", longest(place, rules.path("maxLength").asInt())));
    }
    if (rules.has("maxItems")) {
      edges.add(new Edge(place.path() + ": most", place.filled(rules.path("maxItems").asInt())));
    }
    if (rules.has("maxProperties")) {
      edges.add(new Edge(place.path() + ": most", most(place)));
    }
    return edges;
  }

  /** What the value begins with, and so many letters that it is as long as it may be. */
  private static JsonNode longest(Place place, int length) {
    var text = place.value().textValue();
    return TextNode.valueOf(text + "x".repeat(length - text.length()));
  }

  private static ObjectNode most(Place place) {
    int count = place.rules().path("maxProperties").asInt();
    int longest = place.rules().path("propertyNames").path("maxLength").asInt();
    return place.changed(
        object -> {
          object.removeAll();
          IntStream.range(0, count)
              .forEach(at -> object.put((char) ('a' + at) + "x".repeat(longest - 1), ""));
        });
  }

  private static Edge edge(Place place, String what, JsonNode value) {
    return new Edge(place.path() + ": " + what, place.replaced(value));
  }
}
