package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.TaskStoreContract;
import dev.darkroom.testing.DynamoDbLocalServer;
import java.time.Duration;
import java.util.Map;
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
    assertThat(item.number("schema")).isEqualTo(1);
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
    var told = delivered(submitted(task)).told(NOW);

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
  void aWriteWhoseAnswerIsLostRecognisesItself() {
    var table = newTable();
    var task = claim(plainRequest("twice"));

    try (var forgetful =
        SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("PutItem")).build()) {
      var claim = new DynamoTaskStore(() -> forgetful, table).claim(task);

      assertThat(claim).isEqualTo(new Won(task));
    }
    try (var forgetful =
        SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("PutItem")).build()) {
      assertThat(new DynamoTaskStore(() -> forgetful, table).replace(submitted(task))).isTrue();
    }
  }

  @Test
  void aRecordOfAnotherSchemaIsNotGuessedAt() {
    var table = newTable();
    var task = claim(plainRequest("future"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    CLIENT.updateItem(
        update ->
            update
                .tableName(table.table().orElseThrow())
                .key(Map.of("pk", AttributeValue.fromS(task.id().value())))
                .updateExpression("SET #schema = :two")
                .expressionAttributeNames(Map.of("#schema", "schema"))
                .expressionAttributeValues(Map.of(":two", AttributeValue.fromN("2"))));

    assertThatThrownBy(() -> store.find(task.id())).hasMessageContaining("schema 2");
  }

  @Test
  void withoutATableTheMissingVariableIsNamed() {
    var store = new DynamoTaskStore(() -> CLIENT, ExampleAwsConfig.nothing());

    assertThatThrownBy(() -> store.find(claim(plainRequest("x")).id()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("DARKROOM_TABLE is not set");
  }

  private static Fields item(AwsConfig table, Task task) {
    var key = Map.of("pk", AttributeValue.fromS(task.id().value()));
    return new Fields(
        CLIENT.getItem(get -> get.tableName(table.table().orElseThrow()).key(key)).item());
  }

  private static AwsConfig newTable() {
    var name = "tasks-" + TABLES.incrementAndGet();
    SERVER.createTable(name);
    return ExampleAwsConfig.withTable(name);
  }
}
