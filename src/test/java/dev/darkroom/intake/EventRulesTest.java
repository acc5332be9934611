package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Events made at random: the good ones pass, and one broken rule is one fault at its place. */
class EventRulesTest {

  /** One field set well. */
  private record Setting(String name, Consumer<ObjectNode> on) {}

  /** One rule broken. */
  private record Break(String path, Consumer<ObjectNode> on) {
    @Override
    public String toString() {
      return path;
    }
  }

  @Property(tries = 300)
  void aGoodEventIsRead(@ForAll("goodEvents") String event) {
    var reader = new EventReader(TestingEvents.object(event));

    var request = reader.read(Optional.empty(), Examples.request().id());

    assertThat(reader.faults()).isEmpty();
    assertThat(request).isPresent();
  }

  @Property(tries = 300)
  void oneBrokenRuleIsRefusedAtItsPlaceAndNothingIsSpent(
      @ForAll("goodEvents") String event, @ForAll("breaks") Break broken) {
    var chain = Chain.with(new FakeProvider(Examples.ACME));
    var node = TestingEvents.object(event);
    broken.on().accept(node);

    var result = chain.pipeline().submit(Event.plain(node.toString().getBytes(UTF_8)));

    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(Problem.of(((Rejected) result).rejection()).errors())
        .extracting(Fault::path)
        .containsExactly(broken.path());
    assertThat(chain.submitCount()).isZero();
    assertThat(chain.tasks()).isEmpty();
  }

  @Provide
  Arbitrary<String> goodEvents() {
    return Arbitraries.subsetOf(
            Set.of(
                "id",
                "provider",
                "fallback",
                "images",
                "ratio",
                "count",
                "seed",
                "outputFormat",
                "safetyChecker",
                "webSearch",
                "promptOptimization",
                "onLoss",
                "maxCost",
                "providerOptions",
                "deadlineSeconds",
                "taskToken",
                "notify",
                "metadata"))
        .flatMap(
            names ->
                Arbitraries.integers()
                    .between(0, 1_000_000)
                    .map(number -> event(names, number).toString()));
  }

  private static ObjectNode event(Set<String> names, int number) {
    var event = TestingEvents.object("{}");
    event.put("model", number % 2 == 0 ? "seedream-5.0-lite" : "z-image");
    event.put("prompt", "fox number " + number + " 🦊 \"quoted\"\n");
    settings(number).stream()
        .filter(setting -> names.contains(setting.name()))
        .forEach(setting -> setting.on().accept(event));
    return event;
  }

  private static List<Setting> settings(int number) {
    boolean isEven = number % 2 == 0;
    return List.of(
        new Setting("id", event -> event.put("id", "order-" + number)),
        new Setting("provider", event -> event.put("provider", "acme")),
        new Setting("fallback", event -> event.putArray("fallback").add("bolt")),
        new Setting("images", event -> images(event, number % 5)),
        new Setting("ratio", event -> frame(event, number)),
        new Setting("count", event -> event.put("count", 1 + number % 15)),
        new Setting("seed", event -> event.put("seed", (long) number << 30)),
        new Setting("outputFormat", event -> event.put("outputFormat", isEven ? "jpeg" : "png")),
        new Setting("safetyChecker", event -> event.put("safetyChecker", isEven)),
        new Setting("webSearch", event -> event.put("webSearch", !isEven)),
        new Setting("promptOptimization", event -> event.put("promptOptimization", "standard")),
        new Setting("onLoss", event -> event.put("onLoss", isEven ? "adapt" : "reject")),
        new Setting("maxCost", event -> cost(event, new BigDecimal("0.01"), number)),
        new Setting(
            "providerOptions",
            event -> event.putObject("providerOptions").putObject("acme").put("any", number)),
        new Setting("deadlineSeconds", event -> event.put("deadlineSeconds", 60 + number % 86_341)),
        new Setting("taskToken", event -> event.put("taskToken", "t".repeat(1 + number % 2048))),
        new Setting(
            "notify", event -> event.putObject("notify").put("url", "https://example.com/done")),
        new Setting("metadata", event -> metadata(event, number % 17)));
  }

  private static ObjectNode cost(ObjectNode event, BigDecimal amount, int number) {
    return event
        .putObject("maxCost")
        .put("amount", amount.multiply(BigDecimal.valueOf(number + 1L)))
        .put("unit", "USD");
  }

  private static void images(ObjectNode event, int count) {
    var list = event.putArray("images");
    IntStream.range(0, count).forEach(index -> list.add("https://example.com/" + index + ".png"));
  }

  private static void metadata(ObjectNode event, int count) {
    var pairs = event.putObject("metadata");
    IntStream.range(0, count).forEach(index -> pairs.put("key" + index, "value " + index));
  }

  private static void frame(ObjectNode event, int number) {
    switch (number % 3) {
      case 0 -> event.put("aspectRatio", "widescreen_16_9");
      case 1 -> event.put("aspectRatio", "3:4").put("resolution", (1 + number % 4) + "K");
      default -> event.put("width", 1 + number % 65_536).put("height", 1 + number % 4096);
    }
  }

  @Provide
  Arbitrary<Break> breaks() {
    return Arbitraries.of(
        new Break("model", event -> event.remove("model")),
        new Break("model", event -> event.put("model", 7)),
        new Break("prompt", event -> event.remove("prompt")),
        new Break("prompt", event -> event.put("prompt", " ")),
        new Break("id", event -> event.put("id", "x".repeat(300))),
        new Break("provider", event -> event.put("provider", "acme.com")),
        new Break("fallback[0]", event -> event.putArray("fallback").add(true)),
        new Break("images[1]", event -> images(event, "https://a.example/", "http://b.example/")),
        new Break("aspectRatio", event -> frameless(event).put("aspectRatio", "wide")),
        new Break("aspectRatio", event -> frameless(event).put("resolution", "2K")),
        new Break("height", event -> frameless(event).put("width", 5)),
        new Break("width", event -> frameless(event).put("height", 5)),
        new Break(
            "width",
            event -> frameless(event).put("aspectRatio", "1:1").put("width", 5).put("height", 5)),
        new Break("count", event -> event.put("count", 0)),
        new Break("count", event -> event.put("count", 16)),
        new Break("count", event -> event.put("count", "1")),
        new Break("count", event -> event.put("count", 1.0)),
        new Break("seed", event -> event.put("seed", -1)),
        new Break("outputFormat", event -> event.put("outputFormat", "webp")),
        new Break("safetyChecker", event -> event.put("safetyChecker", "true")),
        new Break("webSearch", event -> event.put("webSearch", 1)),
        new Break("promptOptimization", event -> event.put("promptOptimization", "fast")),
        new Break("onLoss", event -> event.put("onLoss", "shrug")),
        new Break("maxCost", event -> event.put("maxCost", 1)),
        new Break("maxCost.amount", event -> cost(event, BigDecimal.ZERO, 1)),
        new Break("maxCost.unit", event -> cost(event, BigDecimal.ONE, 1).put("unit", "$")),
        new Break(
            "providerOptions.acme", event -> event.putObject("providerOptions").put("acme", "x")),
        new Break("deadlineSeconds", event -> event.put("deadlineSeconds", 59)),
        new Break("taskToken", event -> event.put("taskToken", "t".repeat(2049))),
        new Break("notify.url", event -> event.putObject("notify")),
        new Break("metadata", event -> metadata(event, 17)),
        new Break("metadata.x", event -> event.putObject("metadata").put("x", 1)),
        new Break("surprise", event -> event.put("surprise", 1)));
  }

  private static void images(ObjectNode event, String... links) {
    var list = event.putArray("images");
    List.of(links).forEach(list::add);
  }

  private static ObjectNode frameless(ObjectNode event) {
    return event.remove(List.of("aspectRatio", "resolution", "width", "height"));
  }
}
