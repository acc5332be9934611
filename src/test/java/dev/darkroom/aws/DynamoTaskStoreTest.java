package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.DueWindow;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.DueTask;
import dev.darkroom.task.TaskStoreContract;
import dev.darkroom.task.UnreadableTask;
import dev.darkroom.testing.DynamoDbLocalServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoTaskStoreTest extends TaskStoreContract {
  private static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start();
  private static final DynamoDbClient CLIENT = SERVER.client();
  private static final AtomicInteger TABLES = new AtomicInteger();

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Override
  protected TaskStore emptyStore() {
    return new DynamoTaskStore(() -> CLIENT, newTable());
  }

  @Test
  void aPersonCanReadTheRecord() {
    var table = newTable();
    var task = claim(richRequest("readable"));

    new DynamoTaskStore(() -> CLIENT, table).claim(task);

    var item = item(table, task);
    assertThat(item.number("schema")).isEqualTo(2);
    assertThat(item.text("status")).isEqualTo("submitting");
    assertThat(item.text("createdAt")).isEqualTo("2026-11-20T10:00:00.123456789Z");
    assertThat(item.map("request").map("picture").text("prompt")).contains("Fuchs");
    assertThat(item.map("request").map("handling").texts("metadata"))
        .containsEntry("customer", "Müller & Söhne");
  }

  @Test
  void onlyAClosedTaskExpires() {
    var table = newTable();
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var task = claim(plainRequest("expires"));
    var told = delivered(submitted(task)).published(NOW);

    store.claim(task);
    var open = item(table, task);
    store.replace(submitted(task));
    store.replace(delivered(submitted(task)));
    store.replace(told);
    var closed = item(table, task);

    assertThat(open.values()).containsKey("openShard").doesNotContainKey("expiresAt");
    assertThat(closed.values()).doesNotContainKey("openShard");
    assertThat(closed.number("expiresAt"))
        .isEqualTo(NOW.plus(Duration.ofDays(90)).getEpochSecond());
  }

  @Test
  void aSweepGoesOnIfSomebodyDeletesHowFarItHasCome() {
    var table = newTable();
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var pass = SweepPass.first(NOW).handedOut(Optional.of("a mark"), Optional.empty());
    store.keep(pass);
    CLIENT.deleteItem(
        delete ->
            delete
                .tableName(table.table().orElseThrow())
                .key(Map.of("pk", AttributeValue.fromS("sweep#pass"))));

    assertThat(store.sweepPass()).isEmpty();
    assertThat(store.keep(pass.handedOut(Optional.empty(), Optional.empty()))).isTrue();
  }

  @Test
  void aRecordOfAnotherSchemaIsNotGuessedAt() {
    var table = newTable();
    var task = claim(plainRequest("future"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    spoil(table, task, "schema", AttributeValue.fromN("3"));

    assertThatThrownBy(() -> store.find(task.id()))
        .isInstanceOf(UnreadableTask.class)
        .hasMessageContaining(task.id().value())
        .hasMessageContaining("schema 3");
  }

  @Test
  void oneBadRecordSpoilsNoListAndIsNamed() {
    var table = newTable();
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var good = claim(plainRequest("good"));
    var future = claim(plainRequest("future"));
    var broken = claim(plainRequest("broken"));
    var timeless = claim(plainRequest("timeless"));
    List.of(good, future, broken, timeless).forEach(store::claim);
    spoil(table, future, "schema", AttributeValue.fromN("3"));
    spoil(table, broken, "state", AttributeValue.fromS("https://secret.example/link|"));
    spoil(table, timeless, "createdAt", AttributeValue.fromS("long ago"));
    CLIENT.putItem(
        put ->
            put.tableName(table.table().orElseThrow())
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("somebody else's"),
                        "openShard", AttributeValue.fromS("3"),
                        "nextCheckAt", AttributeValue.fromN("1"))));

    var page = store.open(Optional.empty(), 10);

    assertThat(page.tasks()).containsExactly(good);
    assertThat(page.unreadable())
        .containsExactlyInAnyOrder(future.id(), broken.id(), timeless.id());
    var later = NOW.plus(Duration.ofDays(2));
    var due = store.due(DueWindow.upTo(later), Optional.empty(), 10).tasks();
    assertThat(due).hasSize(4);
    assertThat(store.oldestUnpublished(due.stream().map(DueTask::id).toList()))
        .contains(good.createdAt());
    assertThat(store.postpone(timeless.id(), timeless.nextCheckAt(), later)).isTrue();
    for (var bad : List.of(broken, timeless)) {
      assertThatThrownBy(() -> store.find(bad.id()))
          .isInstanceOf(UnreadableTask.class)
          .hasMessageContaining(bad.id().value())
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
  }

  @Test
  void whoseAProvidersTaskIsIsKnownAsLongAsAnyRecordOfIt() {
    var table = newTable();
    var task = submitted(claim(plainRequest("owner")));
    var latestEnd = task.deadline().plus(Duration.ofDays(15)); // no provider keeps results longer

    new DynamoTaskStore(() -> CLIENT, table).own(TaskExamples.REF, task);

    var item =
        CLIENT
            .getItem(
                get ->
                    get.tableName(table.table().orElseThrow())
                        .key(Map.of("pk", AttributeValue.fromS(OwnerItem.key(TaskExamples.REF)))))
            .item();
    assertThat(new ItemReader(item).number("expiresAt"))
        .isGreaterThan(latestEnd.plus(table.retention()).getEpochSecond());
  }

  @Test
  void anOwnerOfAFormerVersionNamesNoClaimAndIsTheTasksOwn() {
    var table = newTable();
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var task = submitted(claim(plainRequest("owner")));
    var item = new HashMap<>(OwnerItem.write(TaskExamples.REF, task, table.retention()));
    item.remove(OwnerItem.CLAIM);
    CLIENT.putItem(put -> put.tableName(table.table().orElseThrow()).item(item));

    assertThat(store.own(TaskExamples.REF, claim(plainRequest("another")))).isFalse();
    assertThat(store.own(TaskExamples.REF, task)).isTrue();
  }

  @Test
  void nothingOfAnEarlierVersionIsLeftInTheRecord() {
    var table = newTable();
    var store = new DynamoTaskStore(() -> CLIENT, table);
    for (var before : TaskExamples.oneOfEachState("before")) {
      for (var after :
          List.of(
              claim(plainRequest("after")), delivered(claim(richRequest("rich"))).published(NOW))) {
        var first = LargestRecords.as(before, "over-" + before.id() + after.id(), 1);
        var second = LargestRecords.as(after, "over-" + before.id() + after.id(), 2);
        store.claim(first);

        assertThat(store.replace(second)).isTrue();

        assertThat(store.find(second.id())).contains(second);
        var marks = List.of("write", "formerWrite", "claim");
        var expected = new HashSet<>(TaskItem.write(second, "", Duration.ofDays(90)).keySet());
        expected.add(TaskItem.MONTH);
        var names = new HashSet<>(item(table, second).values().keySet());
        assertThat(names).containsAll(marks);
        names.removeAll(marks);
        assertThat(names)
            .containsExactlyInAnyOrderElementsOf(
                expected.stream().filter(name -> !marks.contains(name)).toList());
      }
    }
  }

  @Test
  void withoutATableTheMissingVariableIsNamed() {
    var store = new DynamoTaskStore(() -> CLIENT, ExampleAwsConfig.nothing());

    assertThatThrownBy(() -> store.find(claim(plainRequest("x")).id()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("DARKROOM_TABLE is not set");
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

  private static ItemReader item(AwsConfig table, Task task) {
    var key = Map.of("pk", AttributeValue.fromS(task.id().value()));
    return new ItemReader(
        CLIENT.getItem(get -> get.tableName(table.table().orElseThrow()).key(key)).item());
  }

  private static AwsConfig newTable() {
    var name = "tasks-" + TABLES.incrementAndGet();
    SERVER.createTable(name);
    return ExampleAwsConfig.withTable(name);
  }
}
