package dev.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.testing.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an event is made of, the schema and intake say the same of its form. */
class EventSchemaRulesTest {

  @Property(tries = 500)
  void aGoodEventIsTakenByBoth(@ForAll("goodEvents") ObjectNode event) {
    EventForm.assertTakenByBoth(event);
  }

  @Property(tries = 1000)
  void anEventInDisorderHasOneVerdict(@ForAll("disorderlyEvents") ObjectNode event) {
    EventForm.assertSameVerdict(event);
  }

  @Property(tries = 2000)
  void aLinkHasOneVerdict(@ForAll("linkLikeTexts") String link) {
    EventForm.assertSameVerdict(withImage(link));
  }

  @Property(tries = 300)
  void nullIsForIntakeWhatAbsentIsForBoth(
      @ForAll("goodEvents") ObjectNode event, @ForAll("optionalFields") String field) {
    ObjectNode without = event.deepCopy().without(List.of(field, "resolution", "width", "height"));
    var with = without.deepCopy();
    with.putNull(field);

    assertThat(EventForm.faults(with)).isEmpty();
    assertThat(Schemas.faultsOfEvent(with)).isNotEmpty();
    assertThat(Schemas.faultsOfEvent(without)).isEmpty();
  }

  @Provide
  Arbitrary<ObjectNode> goodEvents() {
    return GoodEvents.any();
  }

  /** All but the two that there must be. */
  @Provide
  Arbitrary<String> optionalFields() {
    var fields = new ArrayList<String>();
    Place.SCHEMA.path("properties").fieldNames().forEachRemaining(fields::add);
    fields.removeAll(List.of("model", "prompt"));
    return Arbitraries.of(fields);
  }

  /** Good events with one to three places changed at random. */
  @Provide
  Arbitrary<ObjectNode> disorderlyEvents() {
    return Combinators.combine(GoodEvents.any(), changes().list().ofMinSize(1).ofMaxSize(3))
        .as(
            (event, changes) -> {
              changes.forEach(change -> change.accept(event));
              return event;
            });
  }

  /** The host is not in brackets: what lies between those is an address of its own syntax. */
  @Provide
  Arbitrary<String> linkLikeTexts() {
    var pieces =
        Arbitraries.of(
            "a",
            "Z",
            "0",
            "256",
            "1.2.3.4",
            "-",
            ".",
            "_",
            "~",
            ":",
            "80",
            "@",
            "/",
            "//",
            "?",
            "#",
            "[",
            "]",
            "%",
            "%4f",
            "%zz",
            "\\",
            "\"",
            "<",
            "^",
            "`",
            "|",
            "{",
            "}",
            " ",
            "\t",
            "\n",
            "+",
            "&&",
            "$",
            "'",
            "(",
            "*",
            ",",
            ";",
            "=",
            "!",
            "ü",
            "狐",
            "🦊",
            "\u0000",
            "\u007f",
            "\u0080",
            "\u00a0",
            "\u2028",
            "\u3000",
            "\ufeff",
            "example.com",
            "xn--a");
    var schemes =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(20, Arbitraries.just("https://")),
            net.jqwik.api.Tuple.of(
                1,
                Arbitraries.of("", "http://", "HTTPS://", "https:/", "https:", "//", "file://")));
    return Combinators.combine(schemes, pieces.list().ofMaxSize(8))
        .as((scheme, rest) -> scheme + String.join("", rest))
        .filter(text -> !text.matches("(?s)https://\\[.*"))
        .filter(text -> !text.matches("(?s)https://[^/?#]*:[0-9]{6,}.*"));
  }

  private static Arbitrary<Consumer<ObjectNode>> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1000), Arbitraries.integers().between(0, 2), values())
        .as((place, way, value) -> event -> change(event, place, way, value));
  }

  private static void change(ObjectNode event, int place, int way, JsonNode value) {
    var containers = new ArrayList<JsonNode>();
    collect(event, containers);
    switch (containers.get(place % containers.size())) {
      case ObjectNode object -> changeField(object, place, way, value);
      case ArrayNode array when array.isEmpty() || way == 0 -> array.add(value.deepCopy());
      case ArrayNode array when way == 1 -> array.remove(place % array.size());
      case ArrayNode array -> array.set(place % array.size(), value.deepCopy());
      default -> throw new IllegalStateException("only objects and arrays contain");
    }
  }

  private static void changeField(ObjectNode object, int place, int way, JsonNode value) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || way == 0) {
      object.set(OddValues.NAMES.get(place % OddValues.NAMES.size()), value.deepCopy());
    } else if (way == 1) {
      object.remove(names.get(place % names.size()));
    } else {
      object.set(names.get(place % names.size()), value.deepCopy());
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static Arbitrary<JsonNode> values() {
    return Arbitraries.of(OddValues.VALUES);
  }

  private static ObjectNode withImage(String link) {
    var event =
        TestingEvents.object(
            """
        {"model": "z-image", "prompt": "a red fox"}""");
    event.putArray("images").add(link);
    return event;
  }
}
