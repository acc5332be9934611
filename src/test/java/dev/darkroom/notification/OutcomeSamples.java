package dev.darkroom.notification;

import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One task of each type of outcome, as it is when its webhook is sent for the first time. */
final class OutcomeSamples {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final ProviderId EVOLINK = new ProviderId("evolink");
  private static final ProviderTaskRef REF =
      new ProviderTaskRef(EVOLINK, "task-unified-1757156493-imcg5zqt");
  private static final Optional<Cost> COST =
      Optional.of(new Cost(new BigDecimal("1.80"), "credits"));

  private OutcomeSamples() {}

  /** All types, in their order. */
  static Map<OutcomeType, Task> of(URI requester) {
    var samples = new EnumMap<OutcomeType, Task>(OutcomeType.class);
    for (var type : OutcomeType.values()) {
      samples.put(type, of(type, submitted(requester)));
    }
    return samples;
  }

  private static Task of(OutcomeType type, Task task) {
    return switch (type) {
      case SUCCEEDED -> delivered(task, List.of(), START.plusSeconds(47));
      case PARTIAL ->
          delivered(
              task,
              List.of(new MissingImage(1, ErrorCode.RESULT_EXPIRED, "its link answered 404")),
              START.plusSeconds(86_400));
      case LATE -> delivered(told(expired(task)), List.of(), START.plusSeconds(2_400));
      case FAILED ->
          task.failed(
              Failure.of(
                      ErrorCode.CONTENT_REFUSED,
                      "the provider refused the prompt for its content",
                      EVOLINK)
                  .withProviderCode(Optional.of("content_policy_violation")),
              Finality.CERTAIN,
              Optional.of(REF),
              START.plusSeconds(12));
      case PROVISIONAL -> expired(task);
      case CANCELLED -> task.cancelled(LateImages.DROP, START.plusSeconds(9)).orElseThrow();
    };
  }

  private static Task submitted(URI requester) {
    var request =
        new GenerationRequest(
            new RequestId("order-4711"),
            new ModelName("seedream-5.0-lite"),
            ImageSpec.builder("a red fox")
                .dimensions(
                    new Dimensions.Ratio(new AspectRatio("16:9"), Optional.of(Resolution.K2)))
                .build(),
            Preference.NONE,
            new DeliveryOptions(
                DeliveryOptions.DEFAULT_DEADLINE,
                Optional.empty(),
                Optional.of(new NotifyTarget(requester, List.of())),
                Map.of("order", "4711")));
    return Task.claimed(request, EVOLINK, List.of(), START, Duration.ofSeconds(75))
        .submitted(REF, COST, Optional.of(Duration.ofSeconds(45)), START.plusSeconds(1));
  }

  private static Task expired(Task task) {
    return task.failed(
        Failure.of(
            ErrorCode.DEADLINE_PASSED,
            "no result within 1800 s; if the images still come they are delivered late",
            EVOLINK),
        Finality.PROVISIONAL,
        Optional.of(REF),
        START.plusSeconds(1_800));
  }

  private static Task told(Task failed) {
    var taken = PublishAttempt.taken("webhook", failed.outcomeId(), START.plusSeconds(1_801));
    return failed.published(List.of(taken), START.plusSeconds(1_801));
  }

  private static Task delivered(Task task, List<MissingImage> missing, Instant at) {
    var key = "generations/%s/%s/0.png".formatted(task.id(), task.claimMark());
    var image = new StoredImage(0, key, "image/png", 2848, 1600, 1_572_864, "ab".repeat(32));
    return task.delivered(REF, List.of(image), missing, List.of(), COST, at);
  }
}
