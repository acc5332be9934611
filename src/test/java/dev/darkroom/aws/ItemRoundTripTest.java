package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.EVOLINK;
import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState.InDoubt;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Every record is read as it was written, without a table. */
class ItemRoundTripTest {
  private static final Duration RETENTION = Duration.ofDays(90);
  private static final AccountFingerprint ACCOUNT = AccountFingerprint.of("a key");
  private static final StoredImage IMAGE =
      new StoredImage(0, "key", "image/png", 10, 20, 30, "ab".repeat(32));

  @Test
  void aTaskOfEveryStateIsReadAsItWasWritten() {
    var sent = SentCall.of("{}", ACCOUNT);
    var doubt =
        claim(plainRequest("sent")).inDoubt(new InDoubt(EVOLINK, "no", Optional.of(sent)), NOW);
    var retried = TaskExamples.retried(delivered(submitted(claim(richRequest("retried")))));

    Stream.of(
            TaskExamples.oneOfEachState("trip").stream(),
            TaskExamples.cancelled("trip").stream(),
            Stream.of(
                doubt,
                doubt.repeating(NOW.plusSeconds(30)),
                displaced(),
                retried,
                TaskExamples.abandoned("trip-abandoned")))
        .flatMap(tasks -> tasks)
        .forEach(task -> assertThat(TaskItem.read(write(task))).isEqualTo(task));
  }

  /** The paid call named another task than a callback before. */
  private static Task displaced() {
    var hinted = submitted(claim(plainRequest("trip-displaced")));
    var displaced = hinted.attached(new ProviderTaskRef(EVOLINK, "own"), NOW, NOW);
    assertThat(displaced.progress().isDisplaced()).isTrue();
    return displaced;
  }

  /** The index holds open tasks alone, and only others may expire. */
  @Test
  void anOpenTaskIsInTheIndexAndAClosedOneExpires() {
    var open = delivered(submitted(claim(plainRequest("life"))));
    var closed = open.published(NOW.plusSeconds(3));

    assertThat(write(open)).containsKey("openShard").doesNotContainKey("expiresAt");
    assertThat(write(closed)).doesNotContainKey("openShard");
    assertThat(new ItemReader(write(closed)).number("expiresAt"))
        .isEqualTo(NOW.plusSeconds(3).plus(RETENTION).getEpochSecond());
  }

  /** Attributes that most tasks do not need would cost a second unit of every write. */
  @Test
  void whatIsUsualIsLeftOut() {
    assertThat(write(claim(plainRequest("usual"))))
        .doesNotContainKeys("attempt", "deadline", "updatedAt", "round", "hints", "listed");
    var request = new ItemReader(write(claim(plainRequest("usual")))).map("request");
    assertThat(request.has("handling")).isFalse();
    assertThat(request.has("preference")).isFalse();
    assertThat(request.map("picture").has("count")).isFalse();
  }

  @Test
  void aWriteIsRecognizedByItsMarkOrByTheOneBefore() {
    var item = Map.of("write", text("second"), "formerWrite", text("first"), "claim", text("zero"));

    assertThat(TaskItem.isOf("second", item)).isTrue();
    assertThat(TaskItem.isOf("first", item)).isTrue();
    assertThat(TaskItem.isOf("zero", item)).isFalse();
    assertThat(TaskItem.isClaimOf("zero", item)).isTrue();
    assertThat(TaskItem.isClaimOf("first", item)).isFalse();
  }

  @Test
  void anUpdateSetsWhatIsThereAndRemovesWhatMayBeLeftFromBefore() {
    var item = Map.of("pk", text("id"), "version", text("2"), "status", text("x"));

    var update = TaskUpdate.of(item);

    assertThat(update.expression())
        .startsWith(
            "SET #formerWrite = if_not_exists(#write, :write), #status = :status, #version = :next"
                + " REMOVE #abandoned, #adjustments, ");
    assertThat(update.names())
        .containsEntry("#status", "status")
        .containsEntry("#adjustments", "adjustments")
        .containsEntry("#formerWrite", "formerWrite")
        .doesNotContainKey("#pk");
    var withTimeline = new HashMap<>(item);
    withTimeline.put("timeline", text("y"));
    assertThat(TaskUpdate.of(withTimeline).taken()).isEqualTo(without("timeline", update.taken()));
    assertThat(update.values(Map.of(":version", text("1"))))
        .isEqualTo(Map.of(":version", text("1"), ":next", text("2"), ":status", text("x")));
  }

  @Test
  void aRecordThatCannotBeReadIsNamedAndItsValuesAreNot() {
    assertThatThrownBy(
            () -> TaskItem.read(Map.of("schema", AttributeValue.fromN("9"), "pk", text("id"))))
        .hasMessageContaining("id");
    assertThatThrownBy(() -> TaskItem.read(Map.of("prompt", text("a secret"))))
        .hasMessageContaining("an unknown task")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatWasSeenOfKeysIsReadAsItWasWritten() {
    for (var isHonoured : Set.of(true, false)) {
      var seen = new CanaryRecord(EVOLINK, isHonoured, ACCOUNT, NOW, "one task");

      assertThat(CanaryItem.read(CanaryItem.write(seen))).isEqualTo(seen);
      assertThat(CanaryItem.write(seen)).containsEntry("pk", text("canary#evolink"));
    }
    assertThat(CanaryItem.key(EVOLINK)).isEqualTo("canary#evolink");
  }

  @Test
  void whoseAProvidersTaskIsIsReadAsItWasWritten() {
    var task = submitted(claim(plainRequest("owner")));

    var item = OwnerItem.write(TaskExamples.REF, task, RETENTION);

    assertThat(OwnerItem.owner(item)).isEqualTo(task.id());
    assertThat(item)
        .containsEntry("pk", text("ref#evolink#" + TaskExamples.REF.id()))
        .containsEntry("ownerClaim", text(task.claimMark()));
    assertThat(new ItemReader(item).number("expiresAt"))
        .isEqualTo(task.deadline().plus(Duration.ofDays(16)).plus(RETENTION).getEpochSecond());
  }

  @Test
  void whatFitsIsWrittenInFullAndOfWhatDoesNotNoMoreIsLostThanHasTo() {
    var small = submitted(claim(plainRequest("fits")));
    var large = BoundedItem.write(LargestRecords.resultKnown(32, 20_000), "mark", RETENTION);

    assertThat(BoundedItem.write(small, "mark", RETENTION)).isEqualTo(write(small));
    assertThat(ItemSize.of(large)).isBetween(BoundedItem.ROOM - 20_000, BoundedItem.ROOM);
    assertThat(TaskItem.read(large).id()).isEqualTo(LargestRecords.resultKnown(1, 100).id());
  }

  /** What a missing image takes instead is estimated: one link more may be lost. */
  @Test
  void noMoreLinksAreLostThanHaveToGo() {
    var link = "https://acme.example/" + "x".repeat(20_000);
    var links = IntStream.range(0, 32).mapToObj(index -> new RemoteImage(index, link)).toList();
    var task = LargestRecords.resultKnown(submitted(claim(plainRequest("links"))), links);

    var item = BoundedItem.write(task, "mark", RETENTION);

    assertThat(ItemSize.of(item)).isBetween(BoundedItem.ROOM - 2 * link.length(), BoundedItem.ROOM);
  }

  @Test
  void anItemOfANewerSchemaIsRefusedWhateverItIs() {
    var newer = Map.of("schema", AttributeValue.fromN("9"), "pk", text("id"));

    assertThatThrownBy(() -> OwnerItem.owner(newer)).hasMessageContaining("has schema 9");
    assertThatThrownBy(() -> CanaryItem.read(newer)).hasMessageContaining("has schema 9");
    assertThatThrownBy(() -> RefusalItem.read(newer)).hasMessageContaining("has schema 9");
    assertThatThrownBy(() -> TombstoneItem.read(newer)).hasMessageContaining("has schema 9");
  }

  @ParameterizedTest
  @CsvSource({
    "1e30, true",
    "1e31, false",
    "1e-30, true",
    "1e-31, false",
    "123456789012345678901234567890, true",
    "1234567890123456789012345678901, false"
  })
  void anAmountIsKeptUpToItsBounds(BigDecimal amount, boolean isKept) {
    var text = CostItem.write(new Cost(amount, "credits"));
    var item = new ItemReader(new ItemWriter().text("cost", amount + " credits").asMap());
    var first = new ItemWriter().text("amount", amount.toString()).text("unit", "credits");
    var nested = new ItemReader(new ItemWriter().map("cost", first).asMap());
    var expected = isKept ? Optional.of(new Cost(amount, "credits")) : Optional.<Cost>empty();

    assertThat(text).isEqualTo(isKept ? Optional.of(amount + " credits") : Optional.empty());
    assertThat(CostItem.read(item, "cost")).isEqualTo(expected);
    assertThat(CostItem.read(nested, "cost")).isEqualTo(expected);
  }

  /** Two digests are compared where they exist, and one has to. */
  @ParameterizedTest
  @CsvSource({
    "30, same, same, true",
    "30, same, , true",
    "30, , same, true",
    "30, , , false",
    "31, same, same, false",
    "30, other, same, false",
    "30, same, other, false",
    "30, other, , false",
    "30, , other, false"
  })
  void anObjectIsTheImageIfItsSizeAndEveryDigestSaySo(
      long bytes, String byS3, String byUs, boolean isSame) {
    var hex = "same".equals(byUs) ? "ab".repeat(32) : "cd".repeat(32);
    var there =
        HeadObjectResponse.builder()
            .contentLength(bytes)
            .checksumSHA256(
                byS3 == null
                    ? null
                    : ObjectMetadata.base64((byS3.equals("same") ? "ab" : "cd").repeat(32)))
            .metadata(byUs == null ? Map.of() : Map.of("darkroom-sha256", hex))
            .build();

    assertThat(ObjectMetadata.isSame(IMAGE, there)).isEqualTo(isSame);
  }

  /** Names and values of 2 KiB, Darkroom's own included. */
  @Test
  void tagsAreKeptUpToTheLimitOfS3() {
    int ours = "darkroom-sha256darkroom-widthdarkroom-height".length() + 64 + 2 + 2;
    int room = 2_048 - ours - "tag".length();

    assertThat(ObjectMetadata.of(IMAGE, Map.of("tag", "x".repeat(room)))).containsKey("tag");
    assertThat(ObjectMetadata.of(IMAGE, Map.of("tag", "x".repeat(room + 1))))
        .doesNotContainKey("tag");
    assertThat(ObjectMetadata.of(IMAGE, Map.of("tag", "a b~\u007f!")))
        .containsEntry("tag", "a%20b~%7F!");
    assertThat(ObjectMetadata.base64("00ff")).isEqualTo("AP8=");
  }

  @Test
  void aSettingThatIsMissingIsNamed() {
    assertThat(AwsConfig.required(Optional.of("tasks"), "DARKROOM_TABLE")).isEqualTo("tasks");
    assertThatThrownBy(() -> AwsConfig.required(Optional.empty(), "DARKROOM_TABLE"))
        .hasMessage("DARKROOM_TABLE is not set");
  }

  private static List<String> without(String name, List<String> names) {
    return names.stream().filter(one -> !one.equals(name)).toList();
  }

  private static Map<String, AttributeValue> write(Task task) {
    return TaskItem.write(task, "mark", RETENTION);
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
