package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Events made at random by the rules of the contract: any fields, any values within the limits. */
final class GoodEvents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private GoodEvents() {}

  static Arbitrary<ObjectNode> any() {
    return Combinators.combine(
            List.of(
                always("model", words(1, 60)),
                always("prompt", prompts()),
                maybe("id", Arbitraries.strings().withCharRange('!', '~'), 1, 255),
                maybe("provider", providers()),
                maybe("fallback", listOf(providers(), 16)),
                maybe("images", listOf(references(), 64)),
                frame(),
                maybe("count", wholes(1, 15)),
                maybe("seed", wholes(0, Long.MAX_VALUE)),
                maybe("outputFormat", oneOf("jpeg", "png")),
                maybe("safetyChecker", flags()),
                maybe("webSearch", flags()),
                maybe("promptOptimization", oneOf("standard")),
                maybe("onLoss", oneOf("reject", "adapt")),
                maybe("maxCost", caps()),
                maybe("providerOptions", providerOptions()),
                maybe("deadlineSeconds", wholes(60, 86_400)),
                maybe("taskToken", tokens()),
                maybe("notify", targets()),
                maybe("metadata", pairs())))
        .as(
            settings -> {
              var event = JSON.objectNode();
              settings.forEach(setting -> setting.accept(event));
              return event;
            });
  }

  private static Arbitrary<Consumer<ObjectNode>> always(String field, Arbitrary<JsonNode> values) {
    return values.map(value -> event -> event.set(field, value));
  }

  private static Arbitrary<Consumer<ObjectNode>> maybe(String field, Arbitrary<JsonNode> values) {
    return Arbitraries.oneOf(Arbitraries.just(event -> {}), always(field, values));
  }

  private static Arbitrary<Consumer<ObjectNode>> maybe(
      String field, StringArbitrary texts, int min, int max) {
    return maybe(field, texts.ofMinLength(min).ofMaxLength(max).map(JSON::textNode));
  }

  private static Arbitrary<Consumer<ObjectNode>> frame() {
    Arbitrary<JsonNode> sides = wholes(1, 65_536);
    Arbitrary<JsonNode> shapes = Arbitraries.oneOf(ratios(), oneOf("auto", "widescreen_16_9"));
    return Arbitraries.oneOf(
        Arbitraries.just(event -> {}),
        always("aspectRatio", shapes),
        Combinators.combine(shapes, oneOf("1K", "2K", "3K", "4K"))
            .as(
                (shape, tier) ->
                    event -> event.setAll(of("aspectRatio", shape, "resolution", tier))),
        Combinators.combine(sides, sides)
            .as((width, height) -> event -> event.setAll(of("width", width, "height", height))));
  }

  private static Map<String, JsonNode> of(
      String field, JsonNode value, String other, JsonNode another) {
    return Map.of(field, value, other, another);
  }

  private static Arbitrary<JsonNode> ratios() {
    var side = Arbitraries.integers().between(1, 99);
    return Combinators.combine(side, side)
        .as((width, height) -> JSON.textNode(width + ":" + height));
  }

  private static Arbitrary<JsonNode> words(int min, int max) {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMinLength(min)
        .ofMaxLength(max)
        .map(JSON::textNode);
  }

  private static Arbitrary<JsonNode> tokens() {
    return Arbitraries.strings()
        .ascii()
        .ofMinLength(1)
        .ofMaxLength(2048)
        .filter(text -> !text.isBlank())
        .map(JSON::textNode);
  }

  private static Arbitrary<JsonNode> prompts() {
    return Arbitraries.strings()
        .all()
        .ofMinLength(1)
        .ofMaxLength(200)
        .filter(text -> !text.isBlank())
        .map(JSON::textNode);
  }

  private static Arbitrary<JsonNode> providers() {
    return Combinators.combine(
            Arbitraries.chars().range('a', 'z'),
            Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(31))
        .as((first, rest) -> JSON.textNode(first + rest));
  }

  private static Arbitrary<JsonNode> references() {
    var keys =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars("-_ %/?#&=ü狐")
            .ofMinLength(1)
            .ofMaxLength(40);
    return Arbitraries.oneOf(
        links(),
        Combinators.combine(Arbitraries.of("abc", "my-bucket", "my.bucket.1"), keys)
            .as((bucket, key) -> JSON.textNode("s3://" + bucket + "/" + key)));
  }

  private static Arbitrary<JsonNode> links() {
    var hosts = Arbitraries.of("example.com", "a-b.example", "localhost", "192.0.2.7", "x9.", "9");
    var ports = Arbitraries.of("", ":", ":443", ":65535");
    var path =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars("_.!~*'();/:@&=+$,-ü狐")
            .ofMaxLength(40);
    var ends = Arbitraries.of("", "?", "?x=1&y=[2]", "?sig=a%2Fb%3d", "%20", "%C3%BC.png");
    return Combinators.combine(hosts, ports, path, ends)
        .as((host, port, name, end) -> JSON.textNode("https://" + host + port + "/" + name + end));
  }

  private static Arbitrary<JsonNode> providerOptions() {
    return Combinators.combine(providers(), pairs())
        .as((name, options) -> JSON.objectNode().set(name.textValue(), options));
  }

  private static Arbitrary<JsonNode> caps() {
    var amounts = Arbitraries.bigDecimals().between(new BigDecimal("0.0001"), BigDecimal.TEN);
    return Combinators.combine(
            amounts.ofScale(4), oneOf("USD", "credits"), oneOf("reject", "allow"))
        .as(
            (amount, unit, ifUnknown) ->
                JSON.objectNode()
                    .put("amount", amount)
                    .setAll(of("unit", unit, "ifUnknown", ifUnknown)));
  }

  private static Arbitrary<JsonNode> targets() {
    return Combinators.combine(links(), listOf(oneOf("succeeded", "failed"), 2))
        .as((url, events) -> JSON.objectNode().setAll(of("url", url, "events", events)));
  }

  private static Arbitrary<JsonNode> pairs() {
    var names = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(128);
    return Arbitraries.maps(
            names.filter(name -> !name.isBlank()), Arbitraries.strings().all().ofMaxLength(300))
        .ofMaxSize(16)
        .map(
            pairs -> {
              var object = JSON.objectNode();
              pairs.forEach(object::put);
              return object;
            });
  }

  private static Arbitrary<JsonNode> listOf(Arbitrary<JsonNode> values, int max) {
    return values.list().ofMaxSize(max).map(list -> JSON.arrayNode().addAll(list));
  }

  private static Arbitrary<JsonNode> wholes(long min, long max) {
    return Arbitraries.longs().between(min, max).map(JSON::numberNode);
  }

  private static Arbitrary<JsonNode> oneOf(String... words) {
    return Arbitraries.of(IntStream.range(0, words.length).mapToObj(at -> words[at]).toList())
        .map(JSON::textNode);
  }

  private static Arbitrary<JsonNode> flags() {
    return Arbitraries.of(true, false).map(JSON::booleanNode);
  }
}
