package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.aws.TestingDynamo;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.fuzz.Fuzz;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random events at every door. Each is taken, paid once, recorded, read and listed as it was meant;
 * or it is refused by name, and nothing is paid.
 */
class RequestFuzzTest {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom");
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_BYTES = 64L << 20;

  private final TreeMap<String, Integer> outcomes = new TreeMap<>();

  @BeforeEach
  void silence() {
    STEPS.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    STEPS.setLevel(null);
  }

  /** A Darkroom on the real adapter, and one on the store in memory. */
  private record World(FakeProvider acme, Chain chain, Doors doors) {
    static World onTable() {
      var acme = new FakeProvider(Examples.ACME);
      var chain = Chain.on(TestingDynamo.store(), acme);
      return new World(acme, chain, new Doors(chain));
    }

    static World inMemory() {
      var acme = new FakeProvider(Examples.ACME);
      var chain = Chain.with(acme);
      return new World(acme, chain, new Doors(chain));
    }
  }

  @Test
  void anEventIsTakenAsItIsMeantOrRefusedByName() {
    new Fuzz("requests", 2_000, 50_000).each(RandomEvents::any, Fuzz::literal, this::judge);

    System.out.println("fuzz requests: " + outcomes);
    if (!Fuzz.isRepeat()) {
      assertThat(outcomes.get("202")).isGreaterThan(500);
      assertThat(outcomes.get("400")).isGreaterThan(500);
    }
  }

  @Test
  void atEveryDoorAnEventIsPaidOnlyIfItIsRecorded() {
    new Fuzz("requests at all doors", 400, 20_000)
        .each(
            RandomEvents::any,
            Fuzz::literal,
            text -> {
              for (var door : List.of(Carrier.SQS, Carrier.DIRECT)) {
                var world = World.onTable();
                assertThat(door.take(world.doors(), text)).doesNotContain("again");
                assertThat(world.acme().submitCount()).isEqualTo(world.chain().tasks().size());
              }
            });
  }

  private void judge(String text) {
    var world = World.onTable();
    long before = THREADS.getCurrentThreadAllocatedBytes();

    var answer = world.doors().submit(Events.submit(text));

    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    var body = Events.tree(answer.path("body").asText());
    int status = answer.path("statusCode").asInt();
    outcomes.merge(Integer.toString(status), 1, Integer::sum);
    if (status == 202) {
      assertTaken(world, text, body);
    } else {
      assertRefused(world, status, body);
    }
  }

  private static void assertTaken(World world, String text, JsonNode body) {
    var id = new TaskId(body.path("taskId").asText());
    var recorded = world.chain().store().find(id).orElseThrow();
    assertThat(world.acme().submitCount()).isEqualTo(1);
    assertThat(world.chain().tasks()).containsExactly(recorded);
    assertThat(recorded.request().id().value()).isEqualTo(body.path("id").asText());
    assertSameInMemory(text, recorded);
    var read = world.doors().query(Events.http("GET", "/v1/generations/" + id, ""));
    assertThat(read.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Events.tree(read.path("body").asText()).path("taskId"))
        .isEqualTo(body.path("taskId"));
    if (text.contains(body.path("id").asText())) {
      var again = world.doors().submit(Events.submit(text));
      assertThat(Events.tree(again.path("body").asText()).path("taskId"))
          .isEqualTo(body.path("taskId"));
      assertThat(world.acme().submitCount()).isEqualTo(1);
    }
  }

  /** Written as an item and read again, a request is what it was; ids that are made differ. */
  private static void assertSameInMemory(String text, Task recorded) {
    var other = World.inMemory();
    other.doors().submit(Events.submit(text));
    var kept = other.chain().tasks().getFirst();
    if (kept.id().equals(recorded.id())) {
      assertThat(recorded).isEqualTo(kept);
    } else {
      assertThat(recorded.request().spec()).isEqualTo(kept.request().spec());
      assertThat(recorded.request().preference()).isEqualTo(kept.request().preference());
      assertThat(recorded.request().delivery()).isEqualTo(kept.request().delivery());
    }
  }

  private static void assertRefused(World world, int status, JsonNode body) {
    assertThat(status).isBetween(400, 499);
    assertThat(body.path("code").asText()).isNotBlank();
    assertThat(body.path("detail").asText()).isNotBlank();
    assertThat(body.path("errors")).isNotEmpty();
    assertThat(body.path("errors"))
        .allSatisfy(
            error -> {
              assertThat(error.has("path")).isTrue();
              assertThat(error.path("message").asText()).isNotBlank();
            });
    assertThat(world.acme().submitCount()).isZero();
    assertThat(world.chain().tasks()).isEmpty();
  }
}
