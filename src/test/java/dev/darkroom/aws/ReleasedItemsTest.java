package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.DeliveriesAnswer;
import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.Schemas;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as released versions wrote them lie in {@code fixtures/items}, a folder for each schema.
 * They are read by every later version: a fixture is added, never changed, and {@link TaskExamples}
 * of the same name say what it means.
 */
class ReleasedItemsTest {
  private static final String PREFIX = "fixture";
  private static final Path FOLDER = Path.of("src/test/resources/fixtures/items");
  private static final String FIRST = "v1";
  private static final String PRESENT = "v2";
  private static final Duration RETENTION = Duration.ofDays(90);

  @ParameterizedTest
  @MethodSource("tasks")
  void anItemOfEveryStateIsReadAsTheTaskThatItWas(Task expected) throws IOException {
    assertThat(TaskItem.read(fixture(FIRST, name(expected)))).isEqualTo(asFirstReleased(expected));
    assertThat(TaskItem.read(fixture(name(expected)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("later")
  void whatCameWithALaterVersionIsReadAsItWas(Task expected) throws IOException {
    assertThat(TaskItem.read(fixture(name(expected)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource({"tasks", "later"})
  void whatIsWrittenTodayTheReleasedVersionWouldKnow(Task task) throws IOException {
    var today = TaskItem.write(task, "write-" + name(task), RETENTION);

    assertThat(DynamoJson.write(today)).isEqualTo(DynamoJson.write(fixture(name(task))));
  }

  /** Also of the largest records that there can be. */
  @Test
  void whatAnyVersionWroteIsAnsweredAsDocumented() throws IOException {
    var tasks = new ArrayList<Task>(LargestRecords.all().toList());
    for (var schema : List.of(FIRST, PRESENT)) {
      for (var name : fixtures(schema)) {
        if (!name.equals("refusal")) {
          tasks.add(TaskItem.read(fixture(schema, name)));
        }
      }
    }

    for (var task : tasks) {
      var record = GenerationAnswer.unsigned(task, ImageBucket.UNKNOWN);
      assertThat(faults("Generation", record)).as(task.toString()).isEmpty();
      assertThat(faults("Deliveries", DeliveriesAnswer.of(task))).as(task.toString()).isEmpty();
    }
  }

  private static List<String> faults(String component, Object answer) throws IOException {
    var json = new JsonMapper().readTree(new Json().write(answer));
    return Schemas.faultsOfAnswer(Schemas.component(component), json);
  }

  @Test
  void everyFixtureIsOfATaskOrARefusal() throws IOException {
    var tasks = tasks().map(ReleasedItemsTest::name).toList();

    assertThat(fixtures(PRESENT))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(tasks.stream(), later().map(ReleasedItemsTest::name)).toList());
    assertThat(fixtures(FIRST))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(tasks.stream(), Stream.of("refusal")).toList());
  }

  /** Half of what a write costs is whether the record is above one unit. */
  @Test
  void anOrdinaryRecordStaysWithinOneWriteUnit() {
    assertThat(OrdinaryRecord.sizes(Preference.NONE))
        .allSatisfy((step, bytes) -> assertThat(bytes).as(step).isLessThanOrEqualTo(1024));
  }

  /** As much as 25 letters more in the prompt: the last write alone may need a second unit. */
  @Test
  void aCapIsNoMoreThanAFewBytesOfARecord() {
    var cap = new CostCap(new Cost(new BigDecimal("4.50"), "credits"), /* allowsUnknown= */ true);
    var plain = OrdinaryRecord.sizes(Preference.NONE);

    assertThat(OrdinaryRecord.sizes(Preference.NONE.withMaxCost(cap)))
        .allSatisfy(
            (step, bytes) ->
                assertThat(bytes).as(step).isEqualTo(plain.getOrDefault(step, 0) + 25));
  }

  @Test
  void aRefusalIsReadAsItWas() throws IOException {
    assertThat(RefusalItem.read(fixture(FIRST, "refusal")))
        .isEqualTo(
            new Refusal(
                new RequestId("fixture-refusal"),
                "sqs",
                "invalid_request",
                "prompt: is missing",
                List.of(new Refusal.Fault("prompt", "is missing")),
                NOW));
  }

  @Test
  void attributesOfANewerVersionAreIgnored() throws IOException {
    var item = new HashMap<>(fixture("delivered"));
    item.put("mood", AttributeValue.fromS("sunny"));
    item.put("state", with(item.getOrDefault("state", nothing()), "mood"));
    item.put("request", with(item.getOrDefault("request", nothing()), "mood"));

    assertThat(TaskItem.read(item)).isEqualTo(TaskItem.read(fixture("delivered")));
  }

  @Test
  void anOutcomePublishedUnderAFormerIdIsNotPublishedAgain() throws IOException {
    assertThat(TaskItem.read(fixture("awaited")).isPublishedOn("bus")).isTrue();
    assertThat(TaskItem.read(fixture("heard")).isPublishedOn("bus")).isTrue();
    assertThat(TaskItem.read(fixture("heard")).isPublishedOn("webhook")).isFalse();
  }

  /** An update takes away what is not in the next version, and has to know its name. */
  @Test
  void everyAttributeIsAlwaysThereOrKnownAsOptional() {
    var items =
        Stream.of(
                tasks(), LargestRecords.all(), tasks().limit(1).map(ReleasedItemsTest::withResult))
            .flatMap(some -> some)
            .map(task -> TaskItem.write(task, "mark", RETENTION).keySet())
            .toList();
    for (var item : items) {
      for (var other : items) {
        assertThat(item).isSubsetOf(union(other, TaskItem.OPTIONAL));
      }
    }
    assertThat(TaskItem.OPTIONAL)
        .isSubsetOf(items.stream().reduce(Set.of(), ReleasedItemsTest::union));
  }

  @Test
  void aHigherSchemaIsRefusedByNameAndNumber() throws IOException {
    var task = new HashMap<>(fixture("told"));
    task.put("schema", AttributeValue.fromN("3"));
    var refusal = new HashMap<>(fixture(FIRST, "refusal"));
    refusal.put("schema", AttributeValue.fromN("7"));

    assertThatThrownBy(() -> TaskItem.read(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(TaskItem.read(fixture("told")).id().value())
        .hasMessageContaining("has schema 3")
        .hasMessageContaining("reads schema 1 to 2: run the version that wrote it");
    assertThatThrownBy(() -> RefusalItem.read(refusal)).hasMessageContaining("has schema 7");
  }

  static Stream<Task> tasks() {
    return TaskExamples.oneOfEachState(PREFIX).stream();
  }

  /** Tasks with attributes that the first schema did not have. */
  static Stream<Task> later() {
    return Stream.of(
        TaskExamples.claim(TaskExamples.cappedRequest(PREFIX + "-capped")),
        TaskExamples.retried(
            TaskExamples.delivered(
                TaskExamples.submitted(
                    TaskExamples.claim(TaskExamples.plainRequest(PREFIX + "-retried"))))),
        TaskExamples.running(
            TaskExamples.submitted(
                TaskExamples.claim(TaskExamples.plainRequest(PREFIX + "-running")))));
  }

  /** When that item was written, outcome ids had no mark of the claim: they are still heard of. */
  private static Task asFirstReleased(Task task) {
    if (!name(task).equals("awaited")) {
      return task;
    }
    var former = new Publication("bus", task.id() + "-1-succeeded");
    var subscribers =
        new Subscribers(task.isPublished(), task.subscribers().tokens(), List.of(former));
    return task.toBuilder().subscribers(subscribers).build();
  }

  private static String name(Task task) {
    return task.request().id().value().substring(PREFIX.length() + 1);
  }

  private static List<String> fixtures(String schema) throws IOException {
    try (var files = Files.list(FOLDER.resolve(schema))) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }

  private static Map<String, AttributeValue> fixture(String name) throws IOException {
    return fixture(PRESENT, name);
  }

  private static Map<String, AttributeValue> fixture(String schema, String name)
      throws IOException {
    return DynamoJson.read(
        Files.readString(FOLDER.resolve(schema).resolve(name + ".json"), StandardCharsets.UTF_8));
  }

  private static AttributeValue with(AttributeValue map, String name) {
    var more = new HashMap<>(map.m());
    more.put(name, AttributeValue.fromS("sunny"));
    return AttributeValue.fromM(more);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static AttributeValue nothing() {
    return AttributeValue.fromM(Map.of());
  }

  /** A task that was cancelled and abandoned before its paid call answered with the result. */
  private static Task withResult(Task task) {
    var link = new RemoteImage(0, "https://example.com/0.png");
    var result = new Succeeded(List.of(link), Optional.empty(), Optional.empty());
    return task.knowing(
        new Progress(
            List.of(),
            List.of(),
            List.of(),
            new CheckNotes(0),
            Optional.empty(),
            Optional.of(result),
            /* isAbandoned= */ true,
            /* isDisplaced= */ true,
            List.of()));
  }
}
