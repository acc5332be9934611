package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.query.TestingQuery;
import dev.darkroom.task.RecentMark;
import dev.darkroom.task.RecentRange;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.UnreadableTask;
import dev.darkroom.testing.DynamoDbLocalServer;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What the index of recent tasks costs, and what is in it. */
class RecentIndexTest {
  private static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start();
  private static final Capacity CAPACITY = new Capacity();
  private static final DynamoDbClient CLIENT =
      SERVER
          .clientBuilder()
          .httpClient(UrlConnectionHttpClient.create())
          .overrideConfiguration(client -> client.addExecutionInterceptor(CAPACITY))
          .build();

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void anEntryCostsOneUnitAtTheClaimAndNoOtherWriteCostsAny() {
    var store = new DynamoTaskStore(() -> CLIENT, table("priced"));
    var task = claim(plainRequest("priced"));
    var settled = delivered(submitted(task));
    var told = settled.published(NOW.plusSeconds(50));

    CAPACITY.clear();
    store.claim(task);
    assertThat(CAPACITY.of("recent")).containsExactly(1.0);

    CAPACITY.clear();
    store.replace(submitted(task));
    store.postpone(task.id(), submitted(task).nextCheckAt(), settled.nextCheckAt());
    store.replace(settled);
    store.replace(told);
    assertThat(CAPACITY.of("recent")).isEmpty();
    assertThat(CAPACITY.of("open")).isNotEmpty(); // so what is measured is told

    CAPACITY.clear();
    store.delete(told, NOW.plusSeconds(60));
    assertThat(CAPACITY.of("recent")).containsExactly(1.0);
  }

  @Test
  void whereTheListIsOffThereIsNoEntry() {
    var on = table("switched");
    var listed = new DynamoTaskStore(() -> CLIENT, on);
    var unlisted = new DynamoTaskStore(() -> CLIENT, on.unlisted());
    var task = claim(plainRequest("unlisted"));
    var before = claim(plainRequest("listed"));
    listed.claim(before);

    CAPACITY.clear();
    unlisted.claim(task);
    assertThat(unlisted.replace(submitted(before))).isTrue();

    assertThat(CAPACITY.of("recent")).isEmpty();
    assertThat(item(on, task)).doesNotContainKey("month");
    assertThat(unlisted.recent(all(), 10)).isEmpty();
    assertThat(listed.recent(all(), 10).orElseThrow().tasks()).containsExactly(submitted(before));
  }

  /** What was claimed before the index was there is listed from its next write on. */
  @Test
  void aRecordWithoutAnEntryGetsOneWithItsNextWrite() {
    var on = table("upgraded");
    var task = claim(plainRequest("upgraded"));
    new DynamoTaskStore(() -> CLIENT, on.unlisted()).claim(task);
    var store = new DynamoTaskStore(() -> CLIENT, on);
    assertThat(store.recent(all(), 10).orElseThrow().tasks()).isEmpty();

    store.replace(submitted(task));

    assertThat(store.recent(all(), 10).orElseThrow().tasks()).containsExactly(submitted(task));
  }

  @Test
  void aBadRecordIsNamedAndABadEntryIsLeftOut() {
    var on = table("broken");
    var store = new DynamoTaskStore(() -> CLIENT, on);
    var good = claim(plainRequest("good"));
    var broken = claim(plainRequest("broken"));
    store.claim(good);
    store.claim(broken);
    spoil(on, broken, "state", AttributeValue.fromS("x"));
    CLIENT.putItem(
        put ->
            put.tableName(on.table().orElseThrow())
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("somebody else's"),
                        "month", AttributeValue.fromS("2026-11/3"),
                        "createdAt", AttributeValue.fromS("2026-11-20"))));

    var page = store.recent(all(), 10).orElseThrow();

    assertThat(page.tasks()).containsExactly(good);
    assertThat(page.unreadable()).containsExactly(broken.id());
    assertThat(page.next()).isEmpty();
  }

  /**
   * Behind a filter more is read than a page shows, and the rest is read again for the next one.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyRecordIsOnOnePageWhetherItCanBeReadOrNot(int limit) {
    var on = table("paged" + limit);
    var store = new DynamoTaskStore(() -> CLIENT, on);
    var all = new ArrayList<String>();
    for (int number = 0; number < 12; number++) {
      var task = claim(plainRequest("paged-" + number));
      store.claim(task);
      all.add(task.id().value());
      if (number % 3 == 2) {
        spoil(on, task, "state", AttributeValue.fromS("x"));
      }
    }

    for (var filter : List.of(Map.<String, String>of(), Map.of("status", "submitting"))) {
      assertThat(listed(store, filter, limit))
          .as("%s", filter)
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private static List<String> listed(TaskStore store, Map<String, String> filter, int limit) {
    var query = TestingQuery.of(store, new ManualClock());
    var parameters = new HashMap<>(filter);
    parameters.put("limit", "" + limit);
    var listed = new ArrayList<String>();
    for (int pages = 0; pages < 40; pages++) {
      var page = query.recent(TestingQuery.request(parameters)).orElseThrow();
      page.generations().forEach(one -> listed.add(one.submit().taskId()));
      page.unlisted().forEach(one -> listed.add(one.taskId()));
      if (page.next().isEmpty()) {
        return listed;
      }
      parameters.put("after", page.next().get());
    }
    throw new AssertionError("a list without an end: " + listed);
  }

  @Test
  void aTombstoneHasNothingOfTheRequesterAndExpiresWithTheRecord() {
    var on = table("tombstones");
    var store = new DynamoTaskStore(() -> CLIENT, on);
    var first = claim(richRequest("rich"));
    store.claim(first);
    store.replace(submitted(first));
    store.replace(delivered(submitted(first)));
    var told = delivered(submitted(first)).published(NOW.plusSeconds(50));
    store.replace(told);
    var expires = item(on, told).get("expiresAt");

    store.delete(told, NOW.plus(Duration.ofDays(3)));

    var item = item(on, told);
    assertThat(item)
        .containsOnlyKeys("pk", "schema", "version", "claimMark", "deletedAt", "expiresAt")
        .containsEntry("expiresAt", expires)
        .containsEntry("schema", AttributeValue.fromN("3"));
    assertThat(item).containsEntry("pk", AttributeValue.fromS(told.id().value()));
  }

  /** Versions before it read tasks of schema 1 and 2, and nothing else under the key of a task. */
  @Test
  void aFormerVersionRefusesATombstoneByName() {
    var on = table("former");
    var store = new DynamoTaskStore(() -> CLIENT, on);
    var told = delivered(submitted(claim(plainRequest("former")))).published(NOW);
    store.claim(LargestRecords.as(told, "former", 1));
    var stored = store.find(told.id()).orElseThrow();
    store.delete(stored, NOW);

    assertThatThrownBy(() -> TaskItem.read(item(on, stored)))
        .isInstanceOf(UnreadableTask.class)
        .hasMessageContaining("schema 3");
  }

  private static RecentRange all() {
    return new RecentRange(
        Optional.empty(), RecentMark.before(NOW.plusSeconds(1)), NOW.plusSeconds(1));
  }

  private static void spoil(AwsConfig table, Task task, String name, AttributeValue value) {
    CLIENT.updateItem(
        update ->
            update
                .tableName(table.table().orElseThrow())
                .key(Map.of("pk", AttributeValue.fromS(task.id().value())))
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":value", value)));
  }

  private static Map<String, AttributeValue> item(AwsConfig table, Task task) {
    var key = Map.of("pk", AttributeValue.fromS(task.id().value()));
    return CLIENT.getItem(get -> get.tableName(table.table().orElseThrow()).key(key)).item();
  }

  private static ExampleAwsConfig table(String name) {
    SERVER.createTable(name);
    return ExampleAwsConfig.withTable(name);
  }

  /** Notes what each write has consumed. */
  private static final class Capacity implements ExecutionInterceptor {
    private final List<ConsumedCapacity> consumed = new CopyOnWriteArrayList<>();

    void clear() {
      consumed.clear();
    }

    /** The units of each write that changed that index. */
    List<Double> of(String index) {
      var units = new ArrayList<Double>();
      for (var one : consumed) {
        Optional.ofNullable(one.globalSecondaryIndexes().get(index))
            .ifPresent(capacity -> units.add(capacity.capacityUnits()));
      }
      return units;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return switch (context.request()) {
        case PutItemRequest put ->
            put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
        case UpdateItemRequest update ->
            update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
        case SdkRequest other -> other;
      };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      switch (context.response()) {
        case PutItemResponse put -> consumed.add(put.consumedCapacity());
        case UpdateItemResponse update -> consumed.add(update.consumedCapacity());
        default -> {}
      }
    }
  }
}
