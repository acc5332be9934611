package dev.darkroom.aws;

import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The record of an ordinary generation in its four writes: one image, a prompt of 300 bytes, an id
 * as UUIDs are, a provider that names a cost and calls back; told on the bus.
 */
final class OrdinaryRecord {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00.123Z");
  private static final ProviderId EVOLINK = new ProviderId("evolink");
  private static final String MARK = TaskWrites.mark();

  private OrdinaryRecord() {}

  /** Bytes after each write, by its name, as DynamoDB counts them. */
  static Map<String, Integer> sizes(Preference preference) {
    var ref = new ProviderTaskRef(EVOLINK, "task-unified-1757156493-imcg5zqt");
    var claimed =
        Task.claimed(request(preference), EVOLINK, List.of(), START, Duration.ofSeconds(75));
    var submitted =
        claimed.submitted(
            ref,
            Optional.of(new Cost(new BigDecimal("1.80"), "credits")),
            Optional.of(Duration.ofSeconds(45)),
            START.plusMillis(612));
    var settled =
        submitted.delivered(
            ref,
            List.of(image(claimed)),
            List.of(),
            List.of(),
            Optional.of(new Cost(new BigDecimal("1.80"), "credits")),
            START.plusMillis(47_315));
    var told =
        settled.published(
            List.of(
                PublishAttempt.taken("event-bus", settled.outcomeId(), START.plusMillis(47_320))),
            START.plusMillis(47_390));
    var sizes = new LinkedHashMap<String, Integer>();
    sizes.put("claimed", size(claimed));
    sizes.put("submitted", size(submitted));
    sizes.put("settled", size(settled));
    sizes.put("told", size(told));
    return sizes;
  }

  private static GenerationRequest request(Preference preference) {
    return new GenerationRequest(
        new RequestId("0193a1b2-7c3d-7e4f-8a5b-6c7d8e9fa0b1"),
        new ModelName("seedream-5.0-lite"),
        ImageSpec.builder("p".repeat(300))
            .dimensions(new Dimensions.Ratio(new AspectRatio("16:9"), Optional.of(Resolution.K2)))
            .count(1)
            .build(),
        preference,
        DeliveryOptions.DEFAULT);
  }

  private static StoredImage image(Task task) {
    return new StoredImage(
        0,
        "generations/%s/%s/0.png".formatted(task.id(), task.claimMark()),
        "image/png",
        2048,
        1152,
        1_572_864,
        "ab".repeat(32));
  }

  /** With the marks of writes, which come with the write. */
  private static int size(Task task) {
    var item = TaskItem.write(task, MARK, Duration.ofDays(90));
    item.put(TaskItem.MONTH, AttributeValue.fromS(MonthShard.of(task.createdAt(), task.id())));
    item.put(TaskItem.CLAIM, AttributeValue.fromS(MARK));
    if (task.version() > 1) {
      item.put(TaskItem.FORMER_WRITE, AttributeValue.fromS(MARK));
    }
    return ItemSize.of(item);
  }
}
