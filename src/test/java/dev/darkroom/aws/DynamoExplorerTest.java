package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.DynamoExplorer.Judge;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.fuzz.Fuzz;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** No order of attempts and faults makes the store answer what is not true. */
class DynamoExplorerTest {
  private static final Task TASK = claim(plainRequest("explored"));
  private static final Duration RETENTION = Duration.ofDays(90);

  /**
   * Some users of one item.
   *
   * @param item as it stands before
   * @param more faults beyond those of a build that the full bound allows
   */
  record Scenario(
      String name,
      Map<String, AttributeValue> item,
      List<Function<TaskStore, Object>> works,
      int faults,
      int more,
      Judge judge) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyAnswerIsTrue(Scenario scenario) {
    int faults = scenario.faults() + (Fuzz.isFull() ? scenario.more() : 0);
    long start = System.nanoTime();

    var result =
        new DynamoExplorer(scenario.item(), scenario.works(), faults, scenario.judge()).explore();

    System.out.printf(
        "dynamo explorer, %s: %d faults, %d states, %d transitions, %d runs, %.1f s%n",
        scenario.name(),
        faults,
        result.states(),
        result.transitions(),
        result.runs(),
        (System.nanoTime() - start) / 1e9);
    assertThat(result.broken()).isEmpty();
  }

  static List<Scenario> scenarios() {
    var claimed = item(TASK);
    var refused = item(refused(TASK));
    var pass = SweepPass.first(NOW).handedOut(Optional.of("a mark"), Optional.empty());
    var other = SweepPass.first(NOW).handedOut(Optional.empty(), Optional.of(NOW));
    return List.of(
        new Scenario(
            "two claims",
            Map.of(),
            List.of(DynamoExplorerTest::claiming, DynamoExplorerTest::claiming),
            3,
            1,
            StoreJudge::claims),
        new Scenario(
            "two claims of a refused id",
            refused,
            List.of(DynamoExplorerTest::claiming, DynamoExplorerTest::claiming),
            3,
            1,
            StoreJudge::claims),
        new Scenario(
            "a claim and two waiters",
            Map.of(),
            List.of(DynamoExplorerTest::claiming, joins(2)),
            3,
            1,
            StoreJudge::claims),
        new Scenario(
            "a claim and its end",
            Map.of(),
            List.of(DynamoExplorerTest::claiming, DynamoExplorerTest::doubting),
            3,
            1,
            StoreJudge::claims),
        new Scenario(
            "a claim and a surrender",
            Map.of(),
            List.of(DynamoExplorerTest::claiming, DynamoExplorerTest::surrendering),
            3,
            1,
            StoreJudge::claims),
        new Scenario(
            "two versions",
            claimed,
            List.of(replacing(submitted(TASK)), replacing(TASK.withSubscriber("x"))),
            3,
            1,
            StoreJudge::versions),
        new Scenario(
            "a version and two more",
            claimed,
            List.of(replacing(submitted(TASK)), joins(2)),
            3,
            1,
            StoreJudge::versions),
        new Scenario(
            "two moves", claimed, List.of(moving(3600), moving(7200)), 3, 1, StoreJudge::moves),
        new Scenario(
            "a move and a version",
            claimed,
            List.of(moving(3600), replacing(submitted(TASK))),
            3,
            1,
            StoreJudge::moves),
        new Scenario(
            "three moves",
            claimed,
            List.of(moving(3600), moving(7200), replacing(submitted(TASK))),
            2,
            1,
            StoreJudge::moves),
        new Scenario(
            "three claims",
            refused,
            List.of(
                DynamoExplorerTest::claiming,
                DynamoExplorerTest::claiming,
                DynamoExplorerTest::claiming),
            1,
            1,
            StoreJudge::claims),
        new Scenario(
            "a claim, a waiter and its end",
            Map.of(),
            List.of(DynamoExplorerTest::claiming, joins(1), DynamoExplorerTest::doubting),
            2,
            1,
            StoreJudge::claims),
        new Scenario(
            "two owners",
            Map.of(),
            List.of(owning("one"), owning("two")),
            3,
            1,
            StoreJudge::owners),
        new Scenario(
            "two sweeps",
            Map.of(),
            List.of(keeping(pass), keeping(other)),
            3,
            1,
            StoreJudge::versions));
  }

  private static Map<String, AttributeValue> item(Task task) {
    var item = TaskItem.write(task, "before", RETENTION);
    item.put(TaskItem.CLAIM, AttributeValue.fromS("earlier"));
    return Map.copyOf(item);
  }

  private static Object claiming(TaskStore store) {
    return store.claim(TASK);
  }

  private static Object surrendering(TaskStore store) {
    return store.claim(surrendered(plainRequest("explored")));
  }

  private static Function<TaskStore, Object> replacing(Task next) {
    return store -> store.replace(next);
  }

  /** As waiters join: each reads, and writes the next version. */
  private static Function<TaskStore, Object> joins(int count) {
    return store -> {
      var last = false;
      for (int number = 0; number < count; number++) {
        var there = store.find(TASK.id());
        last = there.isPresent() && store.replace(there.get().withSubscriber("waiter " + number));
      }
      return last;
    };
  }

  private static Object doubting(TaskStore store) {
    return store
        .find(TASK.id())
        .map(there -> store.replace(there.inDoubt(TaskExamples.EVOLINK, "slow", NOW)))
        .orElse(false);
  }

  private static Function<TaskStore, Object> moving(int seconds) {
    return store ->
        store.postpone(
            TASK.id(),
            TASK.nextCheckAt(),
            NOW.plusSeconds(seconds),
            Optional.of(new CheckNotes(1)));
  }

  private static Function<TaskStore, Object> owning(String id) {
    return store -> store.own(TaskExamples.REF, claim(plainRequest(id)));
  }

  private static Function<TaskStore, Object> keeping(SweepPass pass) {
    return store -> store.keep(pass);
  }
}
