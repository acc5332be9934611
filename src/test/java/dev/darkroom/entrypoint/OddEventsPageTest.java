package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.conformance.RecordsByHand;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plays odd events at every door, and keeps {@code src/docs/odd-events.md} what came of them. */
@RecordsByHand
class OddEventsPageTest {
  private static final Path PAGE = Path.of("src/docs/odd-events.md");
  private static final String DOORS =
      Arrays.stream(Carrier.values()).map(Carrier::title).collect(Collectors.joining(" | "));
  private static final String LINES =
      Arrays.stream(Carrier.values()).map(door -> "---").collect(Collectors.joining("|"));
  private static final String TASK_ID = TaskId.of(new RequestId("order-1")).value();

  @Test
  void thePageSaysWhatComesOfThem() throws IOException {
    var page = page();
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=OddEventsPageTest -Ddocs=write")
        .isEqualTo(page);
  }

  @Test
  void noValueIsPaidForIsEndlessOrLeavesATokenWaiting() {
    for (var what : values().entrySet()) {
      for (var door : Carrier.values()) {
        var world = new World();
        var outcome = door.take(world.doors, event(what.getValue()));

        assertThat(outcome).as(what.getKey() + " by " + door).doesNotContain("again");
        assertThat(world.acme.submitCount()).as(what.getKey() + " by " + door).isZero();
        assertThat(world.chain.tokens().calls()).as(what.getKey() + " by " + door).hasSize(1);
      }
    }
  }

  private static String page() {
    var lines = new ArrayList<String>();
    lines.add("# What comes of odd events");
    lines.add("");
    lines.add(
        "Played at every door by `OddEventsPageTest` (`./mvnw test -Dtest=OddEventsPageTest"
            + " -Ddocs=write`), which fails when anything comes to something else.");
    lines.add("What comes of faults of providers and of the web is in [results.md](results.md).");
    table(lines, "Values", "A value out of bounds is refused, by name; nothing is paid.", values());
    wishes(lines);
    writes(lines);
    return String.join("\n", lines) + "\n";
  }

  private static void table(
      List<String> lines, String title, String rule, Map<String, String> examples) {
    head(lines, title, rule + " Each event carries a task token, which is failed at once.");
    examples.forEach(
        (what, fields) -> row(lines, what, door -> door.take(new World().doors, event(fields))));
  }

  /** What is wrong, and the fields that are. */
  private static Map<String, String> values() {
    var prompt = "\"prompt\":\"a red fox\"";
    var values = new LinkedHashMap<String, String>();
    values.put(
        "a number with too large an exponent, `1e99999999999`", prompt + ",\"a\":1e99999999999");
    values.put(
        "the same in `providerOptions`",
        prompt + ",\"providerOptions\":{\"acme\":{\"a\":1e99999999999}}");
    values.put("`seed: 1e400`", prompt + ",\"seed\":1e400");
    values.put("a number of 200,000 digits", prompt + ",\"seed\":" + "9".repeat(200_000));
    values.put("a field given twice", prompt + ",\"prompt\":\"a grey fox\"");
    values.put("the same in `metadata`", prompt + ",\"metadata\":{\"a\":\"1\",\"a\":\"2\"}");
    values.put("half a surrogate pair in the prompt", "\"prompt\":\"half a \\ud83e\"");
    values.put(
        "the same in `metadata`, the last field", prompt + ",\"metadata\":{\"a\":\"\\udd8a\"}");
    values.put(
        "the same in `providerOptions`",
        prompt + ",\"providerOptions\":{\"acme\":{\"a\":\"\\ud83e\"}}");
    values.put("U+0000 in the prompt", "\"prompt\":\"a\\u0000b\"");
    values.put("an id in the form of a task id", prompt + ",\"id\":\"" + TASK_ID + "\"");
    values.put("an id with a blank", prompt + ",\"id\":\"two words\"");
    values.put(
        "1,456 unknown fields",
        prompt
            + IntStream.range(0, 1_456)
                .mapToObj(number -> ",\"f" + number + "\":1")
                .collect(Collectors.joining()));
    values.put("200 levels of lists", prompt + ",\"a\":" + "[".repeat(200) + "]".repeat(200));
    values.put("an event of 300 KiB", "\"prompt\":\"" + "x".repeat(300 * 1024) + "\"");
    return values;
  }

  private static void wishes(List<String> lines) {
    head(
        lines,
        "The same wish",
        "A wish is the same over its carrier's own retries. *Calls* counts paid calls: HTTP has no"
            + " carrier that repeats, so each request without an id is a wish of its own.");
    var plain =
        """
        {"model":"seedream-5.0-lite","prompt":"a red fox"}""";
    twice(lines, "without an id, brought again by its carrier", plain, plain);
    var named =
        """
        {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox",%s}""";
    var options = "\"providerOptions\":{\"acme\":{\"%s\":%s,\"%s\":%s}}";
    twice(
        lines,
        "with `providerOptions` in another order",
        named.formatted(options.formatted("a", "1", "b", "2")),
        named.formatted(options.formatted("b", "2", "a", "1")));
    twice(
        lines,
        "with a number that is written otherwise, `2.50` for `2.5`",
        named.formatted(options.formatted("a", "2.5", "b", "2")),
        named.formatted(options.formatted("a", "2.50", "b", "2")));
    twice(
        lines,
        "with another task token",
        named.formatted("\"taskToken\":\"AQC/1\""),
        named.formatted("\"taskToken\":\"AQC/2\""));
  }

  private static void twice(List<String> lines, String what, String first, String second) {
    row(
        lines,
        what,
        door -> {
          var world = new World();
          door.take(world.doors, first);
          return world.with(door.take(world.doors, second));
        });
  }

  private static void writes(List<String> lines) {
    head(
        lines,
        "Lost writes and answers",
        "A write whose answer is lost is looked for before anything is concluded. Each is followed"
            + " by the same event once more. A busy provider has taken nothing, so it is called"
            + " again.");
    write(lines, "the claim's answer is lost", world -> world.store.loseAnswersOfClaims());
    write(lines, "the claim fails", world -> world.store.failOnClaim());
    write(
        lines, "the reference's answer is lost", world -> world.store.loseAnswersOfNextReplaces(1));
    write(
        lines,
        "the reference's answer is lost twice",
        world -> world.store.loseAnswersOfNextReplaces(2));
    write(lines, "the reference cannot be written", world -> world.store.failOnReplace());
    write(lines, "the provider is busy", World::busy);
    write(
        lines,
        "the provider is busy, and that cannot be written",
        world -> {
          world.busy();
          world.store.failOnReplace();
        });
    write(
        lines,
        "no answer of the provider",
        world -> world.acme.willAnswer(new SubmitResult.InDoubt("no answer")));
  }

  private static void write(List<String> lines, String what, Consumer<World> fault) {
    row(
        lines,
        what,
        door -> {
          var world = new World();
          fault.accept(world);
          var first = world.attempt(door);
          world.store.comeBack();
          var second = world.attempt(door);
          return world.with(first + ", then " + second);
        });
  }

  private static void head(List<String> lines, String title, String rule) {
    lines.addAll(
        List.of(
            "", "## " + title, "", rule, "", "| what | " + DOORS + " |", "|---|" + LINES + "|"));
  }

  private static void row(List<String> lines, String what, Function<Carrier, String> outcome) {
    var cells = Arrays.stream(Carrier.values()).map(outcome).collect(Collectors.joining(" | "));
    lines.add("| " + what + " | " + cells + " |");
  }

  private static String event(String fields) {
    return "{\"taskToken\":\"AQC/1\",\"model\":\"seedream-5.0-lite\"," + fields + "}";
  }

  /** One Darkroom of its own. */
  private static final class World {
    private final FakeProvider acme = new FakeProvider(Examples.ACME);
    private final FailingStore store = new FailingStore(new InMemoryTaskStore());
    private final Chain chain = Chain.on(store, acme);
    private final Doors doors = new Doors(chain);

    private void busy() {
      acme.willAnswer(
          new SubmitResult.Transient(
              Failure.of(ErrorCode.RATE_LIMITED, "slow down", Examples.ACME),
              Optional.of(Duration.ofMinutes(1))));
    }

    private String attempt(Carrier door) {
      try {
        return door.take(doors, Events.GOOD);
      } catch (RuntimeException failed) { // Lambda repeats an invocation that fails
        return "comes again";
      }
    }

    private String with(String outcome) {
      return outcome + "; calls " + acme.submitCount();
    }
  }
}
