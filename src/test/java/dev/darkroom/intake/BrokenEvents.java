package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Every way to break one rule of the schema, made from the schema itself: a full event, changed in
 * one place. What is added to the schema is broken here without a further line.
 */
final class BrokenEvents {
  /** An event with one broken rule, and the path at which intake names it. */
  record Break(String path, String what, ObjectNode event) {
    @Override
    public String toString() {
      return path + ": " + what;
    }
  }

  private static final List<JsonNode> ONE_OF_EACH_TYPE =
      OddValues.values("\"text\"", "7", "1.5", "true", "{}", "[]");

  private final Place place;
  private final List<Break> breaks = new ArrayList<>();

  private BrokenEvents(Place place) {
    this.place = place;
  }

  static Stream<Break> all() {
    return Stream.concat(
        Place.all().flatMap(place -> new BrokenEvents(place).ofOnePlace()),
        Place.fullEvents().flatMap(BrokenEvents::ofCompanions));
  }

  private Stream<Break> ofOnePlace() {
    if (!place.pointer().isEmpty()) {
      otherTypes();
    }
    var rules = place.rules();
    switch (place.type()) {
      case "object" -> {
        fields((ObjectNode) place.value());
        if (rules.has("propertyNames")) {
          names(place.value().iterator().next());
        }
      }
      case "array" ->
          add(place.path(), "too many", place.filled(rules.path("maxItems").asInt() + 1));
      case "string" -> text(place.value().textValue());
      case "integer" -> {
        number("too small", rules.path("minimum").bigIntegerValue().subtract(BigInteger.ONE));
        number("too large", rules.path("maximum").bigIntegerValue().add(BigInteger.ONE));
      }
      case "number" -> {
        add(place.path(), "none", place.replaced(IntNode.valueOf(0)));
        add(place.path(), "negative", place.replaced(IntNode.valueOf(-1)));
        number("too large", rules.path("maximum").bigIntegerValue().add(BigInteger.ONE));
      }
      case "boolean" -> text("not of its form", "true");
      default -> throw new IllegalStateException("a rule without a type at " + place.path());
    }
    return breaks.stream();
  }

  private void otherTypes() {
    for (var other : ONE_OF_EACH_TYPE) {
      boolean isOfType =
          switch (place.type()) {
            case "string" -> other.isTextual();
            case "integer" -> other.isIntegralNumber();
            case "number" -> other.isNumber();
            case "boolean" -> other.isBoolean();
            case "array" -> other.isArray();
            default -> other.isObject();
          };
      if (!isOfType) {
        add(place.path(), "of another type: " + other, place.replaced(other));
      }
    }
    if (place.path().endsWith("]")) {
      add(place.path(), "null in a list", place.replaced(NullNode.getInstance()));
    }
  }

  private void fields(ObjectNode object) {
    for (var name : place.rules().path("required")) {
      add(place.pathOf(name.asText()), "missing", changed(one -> one.remove(name.asText())));
    }
    if (place.rules().path("additionalProperties").isBoolean()) {
      unknown("surprise", TextNode.valueOf("x"));
      for (var entry : object.properties()) {
        unknown(entry.getKey().toUpperCase(Locale.ROOT), entry.getValue());
      }
    }
  }

  private void unknown(String name, JsonNode value) {
    add(place.pathOf(name), "unknown", changed(object -> object.set(name, value)));
  }

  private void names(JsonNode value) {
    var rules = place.rules();
    for (var name : badNames(rules.path("propertyNames"))) {
      var path = rules.has("maxProperties") ? place.path() : place.pathOf(name);
      add(path, "a bad name", changed(object -> object.set(name, value)));
    }
    if (rules.has("maxProperties")) {
      add(
          place.path(),
          "too many",
          changed(
              object -> {
                for (int at = 0; object.size() <= rules.path("maxProperties").asInt(); at++) {
                  object.set("more" + at, value);
                }
              }));
    }
  }

  private static List<String> badNames(JsonNode rules) {
    return rules.has("maxLength")
        ? List.of("", " ", "\t\n", "x".repeat(rules.path("maxLength").asInt() + 1))
        : List.of(
            "", "a", "a.ai", "acme.io", "N", "9a", "two words", "ü-acme", "acme\n", "x".repeat(33));
  }

  private void text(String good) {
    var rules = place.rules();
    if (rules.has("maxLength")) {
      text("too long", "x".repeat(rules.path("maxLength").asInt() + 1));
    }
    if (rules.has("minLength")) {
      text("empty", "");
      text("blank", " ");
    }
    if (rules.has("enum") || rules.path("pattern").asText().startsWith("^")) {
      for (var other : List.of("", " ", "ü", "two words", good + " ", good + "\n", " " + good)) {
        text("not of its form", other);
      }
    }
  }

  /** Fields that go together, and fields that do not. */
  private static Stream<Break> ofCompanions(ObjectNode good) {
    var whole = new BrokenEvents(new Place(good, Place.SCHEMA, "", ""));
    for (var rule : Place.SCHEMA.path("dependentRequired").properties()) {
      if (good.has(rule.getKey())) {
        rule.getValue()
            .forEach(
                name ->
                    whole.add(
                        name.asText(), "missing", whole.changed(it -> it.remove(name.asText()))));
      }
    }
    for (var rule : Place.SCHEMA.path("dependentSchemas").properties()) {
      for (var excluded : rule.getValue().at("/propertyNames/not/enum")) {
        var enemy = excluded.asText();
        if (good.has(enemy)) {
          whole.add(
              rule.getKey(), "beside " + enemy, whole.changed(it -> it.put(rule.getKey(), 5)));
        } else if (good.has(rule.getKey())) {
          whole.add(
              "width",
              rule.getKey() + " beside " + enemy,
              whole.changed(it -> it.put(enemy, enemy.equals("resolution") ? "2K" : "1:1")));
        }
      }
    }
    return whole.breaks.stream();
  }

  private void text(String what, String text) {
    add(place.path(), what, place.replaced(TextNode.valueOf(text)));
  }

  private void number(String what, BigInteger number) {
    add(place.path(), what, place.replaced(BigIntegerNode.valueOf(number)));
  }

  private ObjectNode changed(java.util.function.Consumer<ObjectNode> how) {
    return place.changed(how);
  }

  private void add(String path, String what, ObjectNode event) {
    breaks.add(new Break(path, what, event));
  }
}
