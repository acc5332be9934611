package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Single values of items, and the bounds of lists in them. */
class ItemValuesTest {
  private static final Duration RETENTION = Duration.ofDays(90);

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "2026-11-20T10:00:00Z, 1795168800",
    "2026-11-20T10:00:00.120Z, 1795168800.12",
    "2026-11-20T10:00:00.000000001Z, 1795168800.000000001",
    "1969-12-31T23:59:59.500Z, -0.5"
  })
  void aMomentIsANumberOfSecondsToTheNanosecond(Instant moment, String text) {
    assertThat(Moment.text(moment)).isEqualTo(text);
    assertThat(Moment.parse(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "a, 1", "\u007f, 1", "\u0080, 2", "é, 2", "\u07ff, 2", "\u0800, 3", "🦊, 4"})
  void aTextIsAsLongAsItsBytes(String text, int bytes) {
    assertThat(ItemSize.utf8(text)).isEqualTo(bytes);
  }

  @Test
  void theSizeOfAnItemIsThatOfItsNamesAndValues() {
    assertThat(size(AttributeValue.fromS("é"))).isEqualTo(1 + 2);
    assertThat(size(AttributeValue.fromN("1234"))).isEqualTo(1 + 2 + 3);
    assertThat(size(AttributeValue.fromN("-0.5"))).isEqualTo(1 + 3);
    assertThat(size(AttributeValue.fromBool(true))).isEqualTo(1 + 1);
    assertThat(size(AttributeValue.fromL(List.of(AttributeValue.fromS("ab"))))).isEqualTo(1 + 6);
    assertThat(size(AttributeValue.fromM(Map.of("n", AttributeValue.fromS("ab")))))
        .isEqualTo(1 + 7);
    assertThatThrownBy(() -> size(AttributeValue.fromSs(List.of("a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int size(AttributeValue value) {
    return ItemSize.of(Map.of("a", value));
  }

  @Test
  void theMarkOfAPageIsReadAsItWasWritten() {
    var id = TaskId.of(new RequestId("page"));
    var cursor = PageCursor.parse(id + "-1795168800.5");

    assertThat(cursor.text()).isEqualTo(id + "-1795168800.5");
    assertThat(cursor.last().nextCheckAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00.500Z"));
    assertThat(cursor.asStartKey())
        .containsEntry("pk", AttributeValue.fromS(id.value()))
        .containsEntry("openShard", AttributeValue.fromS(Shard.of(id)))
        .containsEntry("nextCheckAt", AttributeValue.fromN("1795168800.5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "abc-1", "00000000000000000000000000-", "a b-1"})
  void anythingElseIsNoMarkOfAPage(String text) {
    assertThatThrownBy(() -> PageCursor.parse(text)).hasMessageContaining("not the mark of a page");
  }

  @Test
  void tasksAreSpreadOverAllShards() {
    var used =
        IntStream.range(0, 1_000)
            .mapToObj(number -> Shard.of(TaskId.of(new RequestId("task-" + number))))
            .distinct()
            .toList();

    assertThat(used).containsExactlyInAnyOrderElementsOf(Shard.ALL).hasSize(16);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "20, 20", "21, 21", "22, 21", "500, 21"})
  void ofManyFaultsTheFirstAreKeptAndTheOthersCounted(int count, int kept) {
    var faults =
        IntStream.range(0, count)
            .mapToObj(number -> new Refusal.Fault("images[" + number + "]", "why " + number))
            .toList();

    var read = RefusalItem.read(RefusalItem.write(refusal(faults), RETENTION)).faults();

    assertThat(read).hasSize(kept);
    if (kept < count) {
      assertThat(read.subList(0, 20)).isEqualTo(faults.subList(0, 20));
      assertThat(read.getLast()).isEqualTo(new Refusal.Fault("", "and " + (count - 20) + " more"));
    } else {
      assertThat(read).isEqualTo(faults);
    }
  }

  @Test
  void aRefusalExpiresAfterTheRetention() {
    var item = RefusalItem.write(refusal(List.of()), RETENTION);

    assertThat(item)
        .containsEntry(
            "pk", AttributeValue.fromS("refused#" + TaskId.of(new RequestId("refused"))));

    assertThat(new ItemReader(item).number("expiresAt"))
        .isEqualTo(TaskExamples.NOW.plus(RETENTION).getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "-1"})
  void aSchemaThatIsUnknownIsRefused(String schema) {
    var item =
        new ItemReader(
            Map.of("pk", AttributeValue.fromS("one"), "schema", AttributeValue.fromN(schema)));

    assertThatThrownBy(() -> Schema.check(item, 2))
        .hasMessageContaining("item one has schema " + schema);
  }

  private static Refusal refusal(List<Refusal.Fault> faults) {
    return new Refusal(
        new RequestId("refused"), "sqs", "invalid_request", "no", faults, TaskExamples.NOW);
  }
}
