package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.TestingSweep;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.DynamoDbLocalServer;
import dev.darkroom.testing.RecordingQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as another version or a person may have left them: one of them stops nothing else. */
class OddItemsTest {
  private static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start();
  private static final DynamoDbClient CLIENT = SERVER.client();
  private static final AtomicInteger TABLES = new AtomicInteger();

  private final AwsConfig table = newTable();
  private final DynamoTaskStore store = new DynamoTaskStore(() -> CLIENT, table);

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "schema, N, 2",
    "startedOver, S, long ago",
    "startedOver, N, 1",
    "from, S, the beginning",
    "until, N, 1e99",
    "until, N, 100000000000000000",
    "after, S, page 2",
    "after, N, 2",
    "done, S, false",
    "oldest, S, 1970"
  })
  void theSweepStartsOverIfHowFarItHasComeCannotBeRead(String name, String type, String value) {
    var later = NOW.plus(Duration.ofDays(2));
    store.claim(claim(plainRequest("due")));
    store.keep(SweepPass.first(later).handedOut(Optional.empty(), Optional.empty()));
    spoil("sweep#pass", "done", AttributeValue.fromBool(!name.equals("after")));
    spoil("sweep#pass", name, typed(type, value));

    int queued =
        TestingSweep.of(store, new RecordingQueue(), Clock.fixed(later, ZoneOffset.UTC))
            .run(Duration.ofMinutes(1));

    assertThat(queued).isEqualTo(1);
    assertThat(store.sweepPass()).map(SweepPass::isDone).contains(true);
    assertThat(store.sweepPass()).map(SweepPass::version).contains(2L);
  }

  @Test
  void everyOpenTaskIsListedWhateverTheNextChecksOfOthersAre() {
    var moments = List.of("-1", "-0.5", "0", "99999999999.5", "1800000000000", "31556889864403199");
    var none = List.of("1800000000000000000", "-1e17", "1e99", "1e-99", "1e125");
    var tasks =
        Stream.of(moments, none).flatMap(List::stream).map(this::taskNextCheckedAt).toList();
    var good = claim(plainRequest("good"));
    store.claim(good);

    assertThat(listed())
        .contains(good.id())
        .containsAll(tasks.subList(0, moments.size()).stream().map(Task::id).toList());
  }

  private Task taskNextCheckedAt(String moment) {
    var task = claim(plainRequest("next-" + moment));
    store.claim(task);
    spoil(task.id().value(), "nextCheckAt", AttributeValue.fromN(moment));
    return task;
  }

  private Set<TaskId> listed() {
    var seen = new HashSet<TaskId>();
    var mark = Optional.<String>empty();
    do {
      var page = store.open(mark, 1);
      page.tasks().forEach(task -> seen.add(task.id()));
      seen.addAll(page.unreadable());
      mark = page.next();
    } while (mark.isPresent());
    return seen;
  }

  private static AttributeValue typed(String type, String value) {
    return type.equals("N") ? AttributeValue.fromN(value) : AttributeValue.fromS(value);
  }

  private void spoil(String key, String name, AttributeValue value) {
    CLIENT.updateItem(
        update ->
            update
                .tableName(table.table().orElseThrow())
                .key(Map.of("pk", AttributeValue.fromS(key)))
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":value", value)));
  }

  private static AwsConfig newTable() {
    var name = "odd-" + TABLES.incrementAndGet();
    SERVER.createTable(name);
    return ExampleAwsConfig.withTable(name);
  }
}
