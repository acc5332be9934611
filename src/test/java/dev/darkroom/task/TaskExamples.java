package dev.darkroom.task;

import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.TaskState.Finality;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks that use every field there is. */
public final class TaskExamples {
  public static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456789Z");
  public static final ProviderId EVOLINK = new ProviderId("evolink");
  public static final ProviderTaskRef REF = new ProviderTaskRef(EVOLINK, "task-unified-1757-ä");

  private static final Cost RESERVED = new Cost(new BigDecimal("1.80"), "credits");
  private static final Failure FAILURE =
      Failure.of(ErrorCode.GENERATION_FAILED, "it said “no” – sorry", EVOLINK)
          .withProviderCode(Optional.of("E-17 ä"));

  private TaskExamples() {}

  public static GenerationRequest plainRequest(String id) {
    return new GenerationRequest(
        new RequestId(id),
        new ModelName("z-image"),
        ImageSpec.of("a red fox"),
        Preference.NONE,
        DeliveryOptions.DEFAULT);
  }

  public static GenerationRequest richRequest(String id) {
    return new GenerationRequest(
        new RequestId(id),
        new ModelName("seedream-5.0-lite"),
        ImageSpec.builder("ein roter Fuchs 🦊\n\tunter 星空, \"quoted\" \\ and more")
            .images(
                List.of(
                    URI.create("https://example.com/a.png?x=1&y=ü"), URI.create("s3://b/k%20e")))
            .dimensions(new Dimensions.Ratio(new AspectRatio("16:9"), Optional.of(Resolution.K3)))
            .count(15)
            .seed(Optional.of(9_007_199_254_740_993L))
            .outputFormat(Optional.of(OutputFormat.PNG))
            .safetyChecker(Optional.of(false))
            .webSearch(Optional.of(true))
            .promptOptimization(Optional.of("standard"))
            .build(),
        new Preference(
            Optional.of(EVOLINK),
            List.of(new ProviderId("liangxin"), new ProviderId("modellix")),
            OnLoss.ADAPT,
            Map.of(EVOLINK, "{\"quality\":\"hd\",\"n\":[1,2.50]}")),
        new DeliveryOptions(
            Duration.ofHours(24),
            Optional.of("AQC/token+with=signs"),
            Optional.of(
                new NotifyTarget(URI.create("https://example.com/done"), List.of("failed"))),
            Map.of("customer", "Müller & Söhne", "空", "", "Case", "kept")));
  }

  /** A request that may cost so much, and whose price may be unknown. */
  public static GenerationRequest cappedRequest(String id) {
    var plain = plainRequest(id);
    var cap = new CostCap(new Cost(new BigDecimal("4.50"), "credits"), /* allowsUnknown= */ true);
    return new GenerationRequest(
        plain.id(),
        plain.model(),
        plain.spec(),
        plain.preference().withMaxCost(cap),
        plain.delivery());
  }

  public static Task claim(GenerationRequest request) {
    return Task.claimed(request, EVOLINK, adjustments(), NOW, Schedule.CLAIM_GRACE);
  }

  /** One of each state, richly filled, each with an id of its own. */
  public static List<Task> oneOfEachState(String prefix) {
    var submitted = submitted(claim(richRequest(prefix + "-submitted")));
    return List.of(
        claim(richRequest(prefix + "-claimed")),
        claim(plainRequest(prefix + "-plain")),
        claim(withDimensions(richRequest(prefix + "-pixels"), new Dimensions.Pixels(1920, 1081))),
        claim(
            withDimensions(
                richRequest(prefix + "-ratio"),
                new Dimensions.Ratio(AspectRatio.AUTO, Optional.empty()))),
        submitted,
        resultKnown(claim(richRequest(prefix + "-made"))),
        claim(richRequest(prefix + "-doubt")).inDoubt(EVOLINK, "no answer in 8 s", NOW),
        delivered(submitted(claim(richRequest(prefix + "-delivered")))),
        delivered(submitted(claim(richRequest(prefix + "-told")))).published(NOW.plusSeconds(3)),
        awaited(delivered(submitted(claim(traced(richRequest(prefix + "-awaited")))))),
        delivered(expired(submitted(claim(richRequest(prefix + "-late"))))),
        expired(submitted(claim(richRequest(prefix + "-expired")))),
        submitted(claim(richRequest(prefix + "-failed")))
            .failed(FAILURE, Finality.CERTAIN, Optional.of(REF), NOW),
        refused(claim(richRequest(prefix + "-refused"))),
        partial(submitted(claim(plainRequest(prefix + "-partial")))),
        underWay(submitted(claim(plainRequest(prefix + "-progress")))),
        hinted(claim(plainRequest(prefix + "-hints")).inDoubt(EVOLINK, "no answer", NOW)),
        awaited(partial(submitted(claim(plainRequest(prefix + "-heard"))))));
  }

  /** An operator abandoned it, and a callback named a task since. */
  public static Task abandoned(String id) {
    var doubt = claim(richRequest(id)).inDoubt(EVOLINK, "no answer", NOW);
    return hinted(doubt.abandoned(NOW.plusSeconds(1)));
  }

  /** Cancelled ones, each with an id of its own: what still comes is kept, dropped, or nothing. */
  public static List<Task> cancelled(String prefix) {
    var claim = claim(richRequest(prefix + "-cancelled"));
    var taken = submitted(claim(richRequest(prefix + "-discarded")));
    return List.of(
        claim.cancelled(LateImages.KEEP, NOW.plusSeconds(1)).orElseThrow(),
        resultKnown(
            claim(richRequest(prefix + "-made-late"))
                .cancelled(LateImages.KEEP, NOW.plusSeconds(1))
                .orElseThrow()),
        taken.cancelled(LateImages.DROP, NOW.plusSeconds(1)).orElseThrow(),
        submitted(claim(richRequest(prefix + "-billed")))
            .cancelled(LateImages.DROP, NOW.plusSeconds(1))
            .orElseThrow()
            .published(NOW.plusSeconds(2))
            .discarded(REF, twoImages(), NOW.plusSeconds(3)),
        leftOver(submitted(claim(richRequest(prefix + "-left-over")))),
        claim(richRequest(prefix + "-unspent"))
            .notAccepted(FAILURE, true, NOW.plusSeconds(1))
            .cancelled(LateImages.KEEP, NOW.plusSeconds(2))
            .orElseThrow());
  }

  /** One of three images is lost. */
  public static Task partial(Task task) {
    var images = ((TaskState.Delivered) delivered(task).state()).images();
    return due(task)
        .delivered(
            REF,
            images,
            List.of(new MissingImage(2, ErrorCode.RESULT_EXPIRED, "its link is dead")),
            adjustments(),
            Optional.empty(),
            NOW.plusSeconds(2));
  }

  /** One image is stored, one is lost, and others are still to be had. */
  public static Task underWay(Task task) {
    var stored = ((TaskState.Delivered) delivered(task).state()).images().getFirst();
    return task.knowing(
        new Progress(
            List.of(),
            List.of(stored),
            List.of(new MissingImage(1, ErrorCode.RESULT_REJECTED, "it is no picture – ü")),
            7,
            Optional.of(new Progress.Listed(3, NOW.plusSeconds(86_400)))));
  }

  /** Its provider was asked, and said how far it is. */
  public static Task running(Task task) {
    return task.knowing(task.progress().with(new CheckNotes(0, Optional.of(83))));
  }

  /** Callbacks named two tasks, and the provider has not confirmed either. */
  public static Task hinted(Task task) {
    return task.knowing(
        task.progress()
            .hinted(List.of(), List.of(REF, new ProviderTaskRef(EVOLINK, "second")))
            .withRetryCount(1));
  }

  /** A check stored an image of it, and a cancel did not want it. */
  static Task leftOver(Task task) {
    var stored = ((TaskState.Delivered) delivered(task).state()).images();
    return task.cancelled(LateImages.DROP, NOW.plusSeconds(1))
        .orElseThrow()
        .discarded(REF, twoImages(), NOW.plusSeconds(3))
        .withLeftovers(stored);
  }

  public static Task submitted(Task claim) {
    return claim.submitted(REF, Optional.of(RESERVED), Optional.of(Duration.ofMillis(12_345)), NOW);
  }

  /** What a synchronous provider answered at once. */
  public static Task resultKnown(Task claim) {
    return claim.resultKnown(REF, twoImages(), NOW);
  }

  private static ProviderReport.Succeeded twoImages() {
    var images =
        List.of(
            new RemoteImage(0, "https://example.com/0.png?s=ü&t=%2F"),
            new RemoteImage(2, "https://example.com/2.png"));
    return new ProviderReport.Succeeded(
        images, Optional.of(RESERVED), Optional.of(NOW.plusSeconds(86_400)));
  }

  public static Task delivered(Task task) {
    var prefix = "generations/" + task.id() + "/";
    return due(task)
        .delivered(
            REF,
            List.of(
                new StoredImage(
                    0, prefix + "0.png", "image/png", 2048, 1152, 50L << 20, "ab".repeat(32)),
                new StoredImage(
                    1, prefix + "1.jpg", "image/jpeg", 1, 1, 3_000_000_000L, "cd".repeat(32))),
            List.of(),
            adjustments(),
            Optional.of(new Cost(new BigDecimal("1E+3"), "USD")),
            NOW.plusSeconds(2));
  }

  public static GenerationRequest traced(GenerationRequest request) {
    return request.tracedBy(
        TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  }

  /** Waited for by two state machines, and told on one channel so far. */
  public static Task awaited(Task task) {
    var told = publishedOn("bus", task.withSubscriber("AQC/second"));
    var note = "webhook given up: it answered 410"; // all that the first releases kept of it
    return told.toBuilder()
        .timeline(told.timeline().noted(NOW.plusSeconds(3), Step.NOTIFICATION, note))
        .build();
  }

  /**
   * The webhook failed and was given up, the bus took it; then an operator had it sent to the
   * webhook again.
   */
  public static Task retried(Task task) {
    var outcome = task.outcomeId();
    var failed =
        new PublishAttempt(
            new Subscribers.Publication("webhook", outcome),
            1,
            NOW.plusSeconds(3),
            PublishAttempt.Result.FAILED,
            "it answered 503 – ü",
            Optional.of(NOW.plusSeconds(63)));
    return task.attempted(
            List.of(failed, PublishAttempt.taken("event-bus", outcome, NOW.plusSeconds(4))),
            NOW.plusSeconds(63),
            NOW.plusSeconds(4))
        .published(
            List.of(
                PublishAttempt.givenUp("webhook", outcome, NOW.plusSeconds(64), "it answered 410")),
            NOW.plusSeconds(64))
        .replayed("webhook", NOW.plusSeconds(7_200));
  }

  /** Told on that channel so far, as the first releases kept it: without the attempt. */
  public static Task publishedOn(String channel, Task task) {
    var taken = PublishAttempt.taken(channel, task.outcomeId(), NOW.plusSeconds(3));
    return task.next().subscribers(task.subscribers().completedBy(List.of(taken))).build();
  }

  /** A claim that no provider accepted: it does not use the id up. */
  public static Task refused(Task claim) {
    var why =
        new Failure(ErrorCode.QUOTA_EXHAUSTED, "nothing left", Optional.empty(), Optional.empty());
    return due(claim).notAccepted(why, false, NOW.plusSeconds(1));
  }

  /** A wish that its carrier gave up. */
  public static Task surrendered(GenerationRequest wish) {
    var why = new Failure(ErrorCode.NOT_TAKEN, "given up", Optional.empty(), Optional.empty());
    return Task.surrendered(wish, why, NOW.plusSeconds(1));
  }

  /** A failure by deadline, after which the images may still come. */
  public static Task expired(Task task) {
    var why = Failure.of(ErrorCode.DEADLINE_PASSED, "too late", EVOLINK);
    return due(task).failed(why, Finality.PROVISIONAL, Optional.of(REF), NOW.plusSeconds(1));
  }

  /** Inspection at by the sweep just now: settling will have to move its next look. */
  private static Task due(Task task) {
    return task.withNextCheck(NOW);
  }

  private static GenerationRequest withDimensions(
      GenerationRequest request, Dimensions dimensions) {
    return new GenerationRequest(
        request.id(),
        request.model(),
        request.spec().withDimensions(dimensions),
        request.preference(),
        request.delivery());
  }

  private static List<Adjustment> adjustments() {
    return List.of(
        new Adjustment(
            "width",
            "1921",
            Optional.of("1920"),
            Optional.of("1919"),
            Adjustment.Kind.ROUNDED,
            "a multiple of 8"),
        new Adjustment(
            "seed", "7", Optional.empty(), Optional.empty(), Adjustment.Kind.DROPPED, "no seed"));
  }
}
