package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.DueWindow;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.Claim;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.TaskStore.DueTask;
import dev.darkroom.task.TaskStoreContract;
import dev.darkroom.task.UnreadableTask;
import dev.darkroom.testing.DynamoDbLocalServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
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
  void aWriteWhoseAnswerIsLostRecognisesItself() {
    var table = newTable();
    var task = claim(plainRequest("twice"));

    try (var forgetful =
        SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("PutItem")).build()) {
      var claim = new DynamoTaskStore(() -> forgetful, table).claim(task);

      assertThat(claim).isEqualTo(new Won(task));
    }
    try (var forgetful =
        SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("UpdateItem")).build()) {
      assertThat(new DynamoTaskStore(() -> forgetful, table).replace(submitted(task))).isTrue();
    }
  }

  @Test
  void howFarASweepHasComeIsWrittenOnceAlsoIfTheAnswerIsLost() {
    var table = newTable();
    var pass = SweepPass.first(NOW).handedOut(Optional.of("a mark"), Optional.empty());
    var next = pass.handedOut(Optional.empty(), Optional.of(NOW));

    for (var each : List.of(pass, next)) {
      try (var forgetful =
          SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("PutItem")).build()) {
        assertThat(new DynamoTaskStore(() -> forgetful, table).keep(each)).isTrue();
      }
    }

    assertThat(new DynamoTaskStore(() -> CLIENT, table).sweepPass()).contains(next);
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
  void aClaimWhoseAnswersAreAllLostIsOurs() {
    var table = newTable();
    var task = claim(plainRequest("deaf"));

    assertThat(claimThrough(ForgetfulHttpClient.ofAll("PutItem"), table, task))
        .isEqualTo(new Won(task));
    assertThat(new DynamoTaskStore(() -> CLIENT, table).find(task.id())).contains(task);
  }

  @Test
  void aClaimOfARefusedIdWhoseAnswersAreAllLostIsOurs() {
    var table = newTable();
    var task = claim(plainRequest("deaf-again"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    store.replace(refused(task));

    assertThat(claimThrough(ForgetfulHttpClient.ofAll("PutItem"), table, task))
        .isEqualTo(new Won(task.replacing(refused(task))));
  }

  @Test
  void aClaimIsOursAlsoIfOthersJoinedItBeforeTheAnswerWasLost() {
    var table = newTable();
    var task = claim(plainRequest("joined"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var joined = task.withSubscriber("second").withSubscriber("third");
    Runnable join =
        () -> {
          assertThat(store.replace(task.withSubscriber("second"))).isTrue();
          assertThat(store.replace(joined)).isTrue();
        };

    assertThat(claimThrough(ForgetfulHttpClient.ofAll("PutItem", join), table, task))
        .isEqualTo(new Won(joined));
    assertThat(store.find(task.id())).contains(joined);
  }

  @Test
  void aClaimThatSomebodyGaveUpMeanwhileIsNotGoneOnWith() {
    var table = newTable();
    var task = claim(plainRequest("abandoned"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var doubted = task.inDoubt(TaskExamples.EVOLINK, "nobody came back", NOW);

    assertThat(
            claimThrough(
                ForgetfulHttpClient.ofAll("PutItem", () -> store.replace(doubted)), table, task))
        .isEqualTo(new Taken(doubted));
  }

  @Test
  void aSurrenderWhoseAnswersAreAllLostIsOursAlsoIfItWasToldMeanwhile() {
    var table = newTable();
    var task = surrendered(plainRequest("deaf-surrender"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var told = task.published(NOW);

    assertThat(
            claimThrough(
                ForgetfulHttpClient.ofAll("PutItem", () -> store.replace(told)), table, task))
        .isEqualTo(new Won(told));
    assertThat(store.find(task.id())).contains(told);
  }

  @Test
  void aClaimThatNeverArrivedIsAFailureAndLeavesTheIdFree() {
    var table = newTable();
    var task = claim(plainRequest("nowhere"));

    assertThatThrownBy(() -> claimThrough(ForgetfulHttpClient.without("PutItem"), table, task))
        .isInstanceOf(SdkClientException.class);

    var store = new DynamoTaskStore(() -> CLIENT, table);
    assertThat(store.find(task.id())).isEmpty();
    assertThat(store.claim(task)).isEqualTo(new Won(task));
  }

  @Test
  void aClaimThatNeverArrivedWhereSomebodyElseHasTheIdIsTheirs() {
    var table = newTable();
    var task = claim(plainRequest("theirs"));
    new DynamoTaskStore(() -> CLIENT, table).claim(task);

    assertThat(claimThrough(ForgetfulHttpClient.without("PutItem"), table, task))
        .isEqualTo(new Taken(task));
  }

  @Test
  void aClaimThatCannotBeReadBackIsAFailureAndNotOursNextTime() {
    var table = newTable();
    var task = claim(plainRequest("twofold"));

    assertThatThrownBy(
            () ->
                claimThrough(
                    ForgetfulHttpClient.ofAllAndWithout("PutItem", "GetItem"), table, task))
        .isInstanceOf(SdkClientException.class)
        .satisfies(failed -> assertThat(failed.getSuppressed()).isNotEmpty());

    assertThat(new DynamoTaskStore(() -> CLIENT, table).claim(task)).isEqualTo(new Taken(task));
  }

  @Test
  void aVersionWhoseAnswersAreAllLostIsOurs() {
    var table = newTable();
    var task = claim(plainRequest("deaf-version"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);

    assertThat(replaceThrough(ForgetfulHttpClient.ofAll("UpdateItem"), table, submitted(task)))
        .isTrue();
    assertThat(store.find(task.id())).contains(submitted(task));
  }

  @Test
  void aVersionIsOursAlsoIfTheNextOneCameBeforeTheAnswerWasLost() {
    var table = newTable();
    var task = claim(plainRequest("overtaken"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    var next = submitted(task).withSubscriber("second");
    var lossy = ForgetfulHttpClient.ofAll("UpdateItem", () -> store.replace(next));

    assertThat(replaceThrough(lossy, table, submitted(task))).isTrue();
    assertThat(store.find(task.id())).contains(next);
  }

  @Test
  void aVersionThatNeverArrivedIsAFailureUnlessAnotherStandsThere() {
    var table = newTable();
    var task = claim(plainRequest("lost-version"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);

    assertThatThrownBy(
            () -> replaceThrough(ForgetfulHttpClient.without("UpdateItem"), table, submitted(task)))
        .isInstanceOf(SdkClientException.class);
    store.replace(task.inDoubt(TaskExamples.EVOLINK, "slow", NOW));

    assertThat(replaceThrough(ForgetfulHttpClient.without("UpdateItem"), table, submitted(task)))
        .isFalse();
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
        var expected = TaskItem.write(second, "", Duration.ofDays(90)).keySet();
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

  private static DynamoDbClient lossy(ForgetfulHttpClient http) {
    return SERVER
        .clientBuilder()
        .httpClient(http)
        .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  private static Claim claimThrough(ForgetfulHttpClient lossy, AwsConfig table, Task task) {
    try (var client = lossy(lossy)) {
      return new DynamoTaskStore(() -> client, table).claim(task);
    }
  }

  private static boolean replaceThrough(ForgetfulHttpClient lossy, AwsConfig table, Task next) {
    try (var client = lossy(lossy)) {
      return new DynamoTaskStore(() -> client, table).replace(next);
    }
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
