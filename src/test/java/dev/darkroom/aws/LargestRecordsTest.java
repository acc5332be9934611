package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.Cost;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.testing.DynamoDbLocalServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Every record that can arise can be written and read: DynamoDB Local is the oracle. */
class LargestRecordsTest {
  private static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start();
  private static final DynamoDbClient CLIENT = SERVER.client();
  private static final Duration RETENTION = Duration.ofDays(90);
  private static final String TABLE = "largest";

  @BeforeAll
  static void start() {
    SERVER.createTable(TABLE);
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void theLargestRecordOfEveryStateIsTaken(Task largest) {
    var store = store();
    var claimed = LargestRecords.as(largest, largest.request().id().value(), 1);
    forget(claimed.id());

    assertThat(store.claim(claimed)).isInstanceOf(Won.class);
    assertThat(store.replace(LargestRecords.as(largest, largest.request().id().value(), 2)))
        .isTrue();

    var there = store.find(claimed.id()).orElseThrow();
    assertThat(there.request()).isEqualTo(largest.request());
    assertThat(there.subscribers()).isEqualTo(largest.subscribers());
    assertThat(there.terms().costs()).isEqualTo(largest.terms().costs());
    assertThat(there.state().status()).isEqualTo(largest.state().status());
    assertThat(there.progress().hints()).isEqualTo(largest.progress().hints());
    assertThat(there.progress().stored()).isEqualTo(largest.progress().stored());
    assertThat(there.progress().leftovers()).isEqualTo(largest.progress().leftovers());
    assertThat(there.progress().missing())
        .extracting(MissingImage::index)
        .containsAll(largest.progress().missing().stream().map(MissingImage::index).toList());
    assertThat(there.timeline().entries().getFirst().at()).isEqualTo(TaskExamples.NOW);
    if (largest.state() instanceof Delivered delivered) {
      assertThat(((Delivered) there.state()).images())
          .extracting(StoredImage::key)
          .isEqualTo(delivered.images().stream().map(StoredImage::key).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void whatIsWrittenStaysBelowTheLimit(Task largest) {
    assertThat(ItemSize.of(BoundedItem.write(largest, "mark", RETENTION)))
        .isLessThanOrEqualTo(BoundedItem.ROOM);
  }

  @Test
  void whatFitsIsWrittenInFull() {
    for (var task : TaskExamples.oneOfEachState("fits")) {
      assertThat(BoundedItem.write(task, "mark", RETENTION))
          .isEqualTo(TaskItem.write(task, "mark", RETENTION));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 2_048, 8_192, 20_000, 100_000, 500_000})
  void everyImageOfAResultIsKeptByItsLinkOrNamedAsMissing(int length) {
    var task = LargestRecords.resultKnown(32, length);

    var read = TaskItem.read(BoundedItem.write(task, "mark", RETENTION));

    var images = ((ResultKnown) read.state()).result().images();
    assertThat(images)
        .extracting(RemoteImage::index)
        .containsExactlyElementsOf(IntStream.range(0, 32).boxed().toList());
    assertThat(images.stream().filter(one -> one.link().isEmpty()).map(RemoteImage::index))
        .containsExactlyInAnyOrderElementsOf(
            read.progress().missing().stream()
                .skip(64) // those of before
                .map(MissingImage::index)
                .toList());
    assertThat(images).allSatisfy(one -> assertThat(one.link().length()).isIn(0, length));
  }

  @Test
  void theLongestLinksGoFirst() {
    var task = LargestRecords.resultKnown(32, 3_000);
    var links = new ArrayList<>(((ResultKnown) task.state()).result().images());
    links.set(17, new RemoteImage(17, "https://pictures.example/?" + "s".repeat(90_000)));

    var read =
        TaskItem.read(
            BoundedItem.write(LargestRecords.resultKnown(task, links), "mark", RETENTION));

    assertThat(((ResultKnown) read.state()).result().images())
        .filteredOn(one -> one.link().isEmpty())
        .extracting(RemoteImage::index)
        .contains(17);
  }

  @Test
  void sizesAreCountedAsDynamoDbDoes() {
    for (int spare : List.of(0, 1, 100)) {
      var item = new HashMap<String, AttributeValue>(mixed(spare));
      int fill = ItemSize.LIMIT - ItemSize.of(item) - "fill".length();
      item.put("fill", AttributeValue.fromS("x".repeat(fill)));
      assertThat(ItemSize.of(item)).isEqualTo(ItemSize.LIMIT);

      CLIENT.putItem(put -> put.tableName(TABLE).item(item));

      item.put("fill", AttributeValue.fromS("x".repeat(fill + 2_000)));
      assertThatThrownBy(() -> CLIENT.putItem(put -> put.tableName(TABLE).item(item)))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("size");
    }
  }

  @Test
  void aRefusalOfAnySizeIsKept() {
    var wide = "界".repeat(100_000);
    var faults =
        IntStream.range(0, 2_500)
            .mapToObj(number -> new Refusal.Fault(number + wide, wide))
            .toList();
    var id = new RequestId("r".repeat(255));

    store().keepRefusal(new Refusal(id, wide, wide, wide, faults, TaskExamples.NOW));

    var kept = store().findRefusal(TaskId.of(id)).orElseThrow();
    assertThat(kept.faults()).hasSize(21);
    assertThat(kept.faults().getFirst().path()).startsWith("0界");
    assertThat(kept.faults().getLast().message()).isEqualTo("and 2480 more");
    assertThat(kept.faults())
        .allSatisfy(fault -> assertThat(fault.message()).hasSizeLessThanOrEqualTo(1_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e10000", "1e999999999", "-1e-99999", "1234567890123456789012345678901", "1e31"})
  void anAbsurdAmountIsNoAmount(String amount) {
    var cost = new Cost(new BigDecimal(amount), "credits");

    assertThat(CostItem.write(cost)).isEmpty();
    var first = new ItemWriter().text("amount", amount).text("unit", "u");
    assertThat(CostItem.read(cost(new ItemWriter().map("cost", first)), "cost")).isEmpty();
    assertThat(CostItem.read(cost(new ItemWriter().text("cost", amount + " u")), "cost")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.80", "0", "1E+3", "-0.5", "0.000000000001", "1234567890.123456789"})
  void aPlausibleAmountIsKeptAsItWasSaid(String amount) {
    var cost = new Cost(new BigDecimal(amount), "credits");

    assertThat(CostItem.read(cost(new ItemWriter().text("cost", CostItem.write(cost))), "cost"))
        .contains(cost);
  }

  private static ItemReader cost(ItemWriter item) {
    return new ItemReader(item.asMap());
  }

  static Stream<Task> tasks() {
    return LargestRecords.all();
  }

  private static Map<String, AttributeValue> mixed(int spare) {
    return new ItemWriter()
        .text("pk", "mixed-" + spare)
        .number("ä", Long.MIN_VALUE + spare)
        .moment("m", TaskExamples.NOW)
        .flag("f", true)
        .text("empty", "")
        .texts("texts", List.of("é", "界", "🦊", "x"))
        .map("nest", new ItemWriter().number("one", spare).map("in", new ItemWriter()))
        .list("many", List.of(new ItemWriter().text("a", "b"), new ItemWriter().number("c", 7)))
        .asMap();
  }

  private static void forget(TaskId id) {
    CLIENT.deleteItem(
        gone -> gone.tableName(TABLE).key(Map.of("pk", AttributeValue.fromS(id.value()))));
  }

  private static DynamoTaskStore store() {
    return new DynamoTaskStore(() -> CLIENT, ExampleAwsConfig.withTable(TABLE));
  }
}
