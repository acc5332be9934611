package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model with every provider, asked in twelve ways, each with and without leave to adapt. What
 * arrives is what was asked, or the answer says each difference, or nothing is sent at all.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class NothingLostInTranslationTest {
  private static final List<String> MODELS =
      List.of(
          "seedream-4.5",
          "seedream-5.0-lite",
          "z-image",
          "gemini-2.5-flash-image",
          "nano-banana-pro",
          "nano-banana-pro-flash",
          "imagen4-fast",
          "imagen4-ultra",
          "flux-2-pro",
          "kling-3-pro");
  private static final List<String> PROVIDERS = Simulator.providers();
  private static final List<String> LINKS =
      List.of("https://example.com/one.jpg", "https://example.com/two.png");
  private static final Map<String, Map<String, Object>> WISHES =
      Map.ofEntries(
          Map.entry("only a prompt", Map.of()),
          Map.entry("a shape", Map.of("aspectRatio", "16:9")),
          Map.entry(
              "an alias and a tier", Map.of("aspectRatio", "classic_4_3", "resolution", "2K")),
          Map.entry("an unusual shape", Map.of("aspectRatio", "7:3")),
          Map.entry("a large tier", Map.of("aspectRatio", "1:1", "resolution", "4K")),
          Map.entry("large pixels", Map.of("width", 2304, "height", 1728)),
          Map.entry("small pixels", Map.of("width", 1024, "height", 768)),
          Map.entry("several", Map.of("count", 4)),
          Map.entry("a seed and a check", Map.of("seed", 7, "safetyChecker", true)),
          Map.entry("a format and a search", Map.of("outputFormat", "png", "webSearch", true)),
          Map.entry("references", Map.of("images", LINKS, "promptOptimization", "standard")),
          Map.entry(
              "everything",
              Map.of(
                  "images",
                  LINKS,
                  "aspectRatio",
                  "9:16",
                  "resolution",
                  "2K",
                  "count",
                  3,
                  "seed",
                  11,
                  "outputFormat",
                  "jpeg",
                  "safetyChecker",
                  false,
                  "webSearch",
                  true,
                  "promptOptimization",
                  "standard")));

  @ParameterizedTest(name = "{1} at {0}: {2}")
  @MethodSource("everyCombination")
  void whatArrivesIsWhatWasAskedOrTheAnswerSaysSo(String provider, String model, String wish) {
    var strict = ask(provider, model, wish, "reject");
    var lenient = ask(provider, model, wish, "adapt");

    if (strict.isTaken()) {
      assertThat(strict.arrived()).isEqualTo(strict.asked());
      assertThat(strict.adjustments()).isEmpty();
    } else {
      assertThat(strict.faults()).isNotEmpty();
    }
    if (lenient.isTaken()) {
      assertThat(explained(lenient)).isEqualTo(lenient.arrived());
    } else {
      assertThat(lenient.faults()).isSubsetOf(strict.faults());
    }
    if (!strict.isTaken() && lenient.isTaken()) {
      assertThat(lenient.adjustments().keySet()).isEqualTo(strict.faults());
    }
    assertThat(strict.isTaken()).isEqualTo(lenient.isTaken() && lenient.adjustments().isEmpty());
  }

  /** What should have arrived by the answer: the wish, with every difference that it admits. */
  private static Map<String, String> explained(Asked asked) {
    var expected = new HashMap<>(asked.asked());
    asked
        .adjustments()
        .forEach(
            (field, sent) -> {
              expected.remove(field);
              sent.ifPresent(value -> put(expected, field, value));
            });
    return expected;
  }

  /** A shape that took the place of pixels is said in one: {@code 16:9 at 2K}. */
  private static void put(Map<String, String> expected, String field, String sent) {
    if (field.equals("width") && sent.contains(":")) {
      var parts = sent.split(" at ", 2);
      expected.put("aspectRatio", parts[0]);
      if (parts.length == 2) {
        expected.put("resolution", parts[1]);
      }
    } else if (!(field.equals("count") && sent.equals("1"))) { // one is what nobody needs to say
      expected.put(field, sent);
    }
  }

  private static Asked ask(String provider, String model, String wish, String onLoss) {
    var id = String.join("-", provider, model, wish, onLoss).replace(' ', '_');
    var event = new HashMap<String, Object>(WISHES.get(wish));
    event.put("prompt", "a fox in translation @fault:failed");
    event.put("model", model);
    event.put("provider", provider);
    event.put("onLoss", onLoss);
    var answer = Caller.submit(id, event);
    event.put("prompt", "[" + id + "] " + event.get("prompt"));
    var asked = ArrivedRequest.asked(event);
    var arrived =
        LocalWorld.simulator().requests(provider).stream()
            .map(call -> ArrivedRequest.of(provider, call, asked))
            .filter(fields -> fields.containsValue(event.get("prompt")))
            .toList();
    assertThat(answer.statusCode()).isIn(202, 422);
    assertThat(arrived).hasSize(answer.statusCode() == 202 ? 1 : 0);
    return new Asked(asked, answer, arrived.stream().findFirst());
  }

  static Stream<Arguments> everyCombination() {
    return PROVIDERS.stream()
        .flatMap(
            provider ->
                MODELS.stream()
                    .flatMap(
                        model ->
                            WISHES.keySet().stream()
                                .sorted()
                                .map(wish -> Arguments.of(provider, model, wish))));
  }

  /**
   * One wish and what became of it.
   *
   * @param asked the event's fields
   * @param wish as it arrived; empty: nothing did
   */
  private record Asked(
      Map<String, String> asked, Response answer, Optional<Map<String, String>> wish) {
    boolean isTaken() {
      return wish.isPresent();
    }

    Map<String, String> arrived() {
      return wish.orElseThrow();
    }

    /** What the answer says was sent instead, by field. */
    Map<String, Optional<String>> adjustments() {
      var adjustments = new HashMap<String, Optional<String>>();
      for (var one : Caller.json(answer).path("adjustments")) {
        var sent = Optional.of(one.path("sent")).filter(JsonNode::isTextual);
        adjustments.put(one.path("field").asText(), sent.map(JsonNode::asText));
      }
      return adjustments;
    }

    /** The fields that a refusal names. */
    Set<String> faults() {
      var paths = new TreeSet<String>();
      Caller.json(answer).path("errors").forEach(error -> paths.add(error.path("path").asText()));
      return paths;
    }
  }
}
