package dev.darkroom.aws;

import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Costs;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.PublishHistory;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Revision;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.Terms;
import dev.darkroom.task.Timeline;
import dev.darkroom.task.TimelineEntry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records as large as they come: every list at its bound, of the longest texts. */
final class LargestRecords {
  /** Three bytes each, the most that a unit of a Java text takes. */
  private static final String WIDE = "界";

  private static final int EVENT = 256 * 1024;
  private static final ProviderId PROVIDER = TaskExamples.EVOLINK;
  private static final ProviderTaskRef REF = ref(0);

  private LargestRecords() {}

  /** One of each state, each with a wish that fills an event. */
  static Stream<Task> all() {
    return states()
        .flatMap(state -> Stream.of(promptOnly(), everyField()).map(wish -> task(wish, state)));
  }

  /** The same task under another id, at another version. */
  static Task as(Task task, String id, long version) {
    var request = task.request();
    var named =
        new GenerationRequest(
            new RequestId(id),
            request.model(),
            request.spec(),
            request.preference(),
            request.delivery());
    return task.toBuilder()
        .revision(new Revision(named.taskId(), task.revision().attempt(), version))
        .request(named)
        .build();
  }

  /** A synchronous result of so many links, each so long. */
  static Task resultKnown(int links, int length) {
    return task(promptOnly(), new ResultKnown(REF, result(links, length)));
  }

  /** The same with these links. */
  static Task resultKnown(Task task, List<RemoteImage> links) {
    return task(task.request(), new ResultKnown(REF, new Succeeded(links, Optional.empty())));
  }

  private static Stream<TaskState> states() {
    var failure =
        new Failure(
            ErrorCode.GENERATION_FAILED,
            WIDE.repeat(500),
            Optional.of(PROVIDER),
            Optional.of(WIDE.repeat(200)));
    return Stream.of(
        new Claimed(PROVIDER),
        new Submitted(REF),
        new ResultKnown(REF, result(32, 8_192)),
        new ResultKnown(REF, result(1, 500_000)),
        new InDoubt(PROVIDER, WIDE.repeat(200)),
        new InDoubt(PROVIDER, WIDE.repeat(200), Optional.of(sent())),
        new InDoubt(PROVIDER, WIDE.repeat(200), Optional.of(sent().repeated(TaskExamples.NOW))),
        new Delivered(REF, stored(), missing(), true),
        new Failed(failure, Finality.PROVISIONAL, Optional.of(REF)));
  }

  private static SentCall sent() {
    return SentCall.of(
        "é".repeat(SentCall.LONGEST_BODY), AccountFingerprint.of("a key of an account"));
  }

  private static Task task(GenerationRequest request, TaskState state) {
    var now = TaskExamples.NOW;
    return new Task(
        new Revision(request.taskId(), 99, Long.MAX_VALUE),
        request,
        state,
        new Progress(
            times(5, LargestRecords::ref),
            stored(),
            missing(),
            new CheckNotes(1_000, Optional.of(100)),
            Optional.of(new Progress.Listed(32, now)),
            Optional.empty(),
            /* isAbandoned= */ true,
            /* isDisplaced= */ true,
            stored()),
        new Schedule(now, now),
        new Terms(
            times(60, LargestRecords::adjustment),
            new Costs(cost(), cost()),
            Optional.of(Duration.ofDays(1).plusNanos(1))),
        new Timeline(now, now, times(100, number -> entry())),
        subscribers());
  }

  private static TimelineEntry entry() {
    return new TimelineEntry(TaskExamples.NOW, "notification", WIDE.repeat(199) + "!");
  }

  private static Subscribers subscribers() {
    return new Subscribers(
        false,
        times(20, number -> "%02d".formatted(number) + "t".repeat(2_046)),
        times(12, number -> new Publication("task-token", "o".repeat(60))),
        new PublishHistory(
            times(PublishHistory.MOST_ATTEMPTS, LargestRecords::attempt),
            times(
                6,
                number ->
                    new PublishHistory.Replay(
                        new Publication("task-token", number + "o".repeat(60)),
                        TaskExamples.NOW,
                        TaskExamples.NOW,
                        1_000))));
  }

  private static PublishAttempt attempt(int number) {
    return new PublishAttempt(
        new Publication("task-token", "o".repeat(60)),
        number,
        TaskExamples.NOW,
        PublishAttempt.Result.GIVEN_UP,
        WIDE.repeat(100),
        Optional.of(TaskExamples.NOW));
  }

  private static GenerationRequest promptOnly() {
    return request("prompt", ImageSpec.of("🦊".repeat(EVENT / 4)), Map.of(), Map.of());
  }

  /** Everything that has names of its own, and the rest of the event a prompt. */
  private static GenerationRequest everyField() {
    var images =
        times(
            64,
            number -> URI.create("https://a.example/%02d".formatted(number) + "x".repeat(2_020)));
    var metadata = new HashMap<String, String>();
    times(16, number -> "%02d".formatted(number) + WIDE.repeat(40))
        .forEach(name -> metadata.put(name, WIDE.repeat(340)));
    int used = 64 * 2_048 + 16 * (122 + 1_020) + 30_000 + 2 * 2_048;
    return request(
        "fields",
        ImageSpec.of("é".repeat((EVENT - used) / 2)).withImages(images),
        metadata,
        Map.of(PROVIDER, "{\"a\":\"" + "o".repeat(29_990) + "\"}"));
  }

  private static GenerationRequest request(
      String id, ImageSpec spec, Map<String, String> metadata, Map<ProviderId, String> options) {
    var notify =
        new NotifyTarget(URI.create("https://n.example/" + "n".repeat(2_030)), OutcomeType.words());
    return new GenerationRequest(
        new RequestId((id + "-").repeat(255 / (id.length() + 1))),
        new ModelName("seedream-5.0-lite"),
        spec,
        new GenerationRequest.Preference(
            Optional.of(PROVIDER), List.of(PROVIDER), GenerationRequest.OnLoss.ADAPT, options),
        new DeliveryOptions(
            Duration.ofHours(24), Optional.of("t".repeat(2_048)), Optional.of(notify), metadata));
  }

  private static Succeeded result(int links, int length) {
    return new Succeeded(
        times(
            links,
            number -> {
              var start = "https://pictures.example/" + number + "?s=";
              return new RemoteImage(number, start + "s".repeat(length - start.length()));
            }),
        Optional.empty(),
        Optional.of(TaskExamples.NOW));
  }

  private static List<StoredImage> stored() {
    return times(
        32,
        number ->
            new StoredImage(
                number,
                "generations/" + "t".repeat(26) + "/" + "m".repeat(12) + "/" + number + ".webp",
                "image/webp",
                65_535,
                65_535,
                250L << 20,
                "ab".repeat(32)));
  }

  private static List<MissingImage> missing() {
    return times(
        64, number -> new MissingImage(number, ErrorCode.RESULT_REJECTED, WIDE.repeat(200)));
  }

  private static Adjustment adjustment(int number) {
    return new Adjustment(
        "providerOptions.evolink." + number,
        WIDE.repeat(200),
        Optional.of(WIDE.repeat(200)),
        Optional.of(WIDE.repeat(200)),
        Adjustment.Kind.SUBSTITUTED,
        WIDE.repeat(200));
  }

  private static Optional<Cost> cost() {
    return Optional.of(new Cost(new BigDecimal("12345678901234567890.0123456789"), "credits"));
  }

  private static ProviderTaskRef ref(int number) {
    return new ProviderTaskRef(PROVIDER, WIDE.repeat(511) + number);
  }

  private static <T> List<T> times(int count, IntFunction<T> each) {
    return IntStream.range(0, count).mapToObj(each).toList();
  }
}
