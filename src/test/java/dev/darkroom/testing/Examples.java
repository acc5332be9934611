package dev.darkroom.testing;

import dev.darkroom.provider.Recovery;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.provider.catalogue.CapabilityBuilder;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ready-made values. */
public final class Examples {
  public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  public static final ProviderId ACME = new ProviderId("acme");
  public static final ProviderId BOLT = new ProviderId("bolt");
  public static final ModelName MODEL = new ModelName("seedream-5.0-lite");

  /** When a provider was added, unless a test says otherwise. */
  public static final LocalDate SINCE = LocalDate.parse("2026-11-26");

  /** Nothing is known. */
  public static final Recovery RECOVERY = recovery();

  private Examples() {}

  private static Recovery recovery() {
    var nothing = new Recovery.Reading("made for tests", "2026-11-20").unknown("It is not said.");
    return new Recovery(nothing, nothing, nothing, nothing, nothing, nothing);
  }

  /** A wish of which only the id, the model and the prompt are said. */
  public static GenerationRequest request(String id) {
    return request(id, "a red fox");
  }

  public static GenerationRequest request(String id, String prompt) {
    return new GenerationRequest(
        new RequestId(id), MODEL, ImageSpec.of(prompt), Preference.NONE, DeliveryOptions.DEFAULT);
  }

  public static GenerationRequest request() {
    return request("order-1");
  }

  /** A wish for that many images. */
  public static GenerationRequest requestFor(int images) {
    return new GenerationRequest(
        new RequestId("order-1"),
        MODEL,
        ImageSpec.of("a red fox").withCount(images),
        Preference.NONE,
        DeliveryOptions.DEFAULT);
  }

  public static ProviderTaskRef ref(ProviderId provider, String id) {
    return new ProviderTaskRef(provider, id);
  }

  public static RemoteImage remote(int index) {
    return new RemoteImage(index, "https://pictures.example/" + index + ".png?s=secret");
  }

  public static StoredImage stored(TaskId task, int index) {
    return new StoredImage(
        index,
        "generations/" + task + "/" + index + ".png",
        "image/png",
        2048,
        2048,
        1000 + index,
        "ab".repeat(32));
  }

  /** The first image with other bytes, under the key that it then has: nobody can guess it. */
  public static StoredImage storedUnderOtherKey(TaskId task) {
    var usual = stored(task, 0);
    return new StoredImage(
        0,
        usual.key().replace("/0.png", "/0-cdcdcdcd.png"),
        usual.contentType(),
        usual.width(),
        usual.height(),
        usual.bytes(),
        "cd".repeat(32));
  }

  /** A claim of the example request, with this metadata. */
  public static Task taskWith(Map<String, String> metadata) {
    var request = request();
    var delivery = request.delivery();
    var tagged =
        new GenerationRequest(
            request.id(),
            request.model(),
            request.spec(),
            request.preference(),
            new DeliveryOptions(
                delivery.deadline(),
                delivery.taskToken(),
                delivery.notifyTarget(),
                metadata,
                delivery.trace()));
    return Task.claimed(tagged, ACME, List.of(), NOW, Duration.ofMinutes(1));
  }

  /** What a provider as capable as they come can do. */
  public static Capability capability() {
    return row("their-seedream", Operation.values()).from("made for tests", "2026-11-20");
  }

  /** A row as capable as they come, to be taken from or added to. */
  public static CapabilityBuilder row(String providerModel, Operation... operations) {
    return Capability.row(MODEL.value(), providerModel, operations)
        .prompt(2000)
        .ratios("auto 1:1 16:9")
        .resolutions(Resolution.K2, Resolution.K3)
        .pixels(PixelRange.ofArea(2560L * 1440, 3072L * 3072, 16))
        .count(15)
        .references(references(14))
        .total(15)
        .seeds(SeedRange.ANY)
        .formats(OutputFormat.JPEG, OutputFormat.PNG)
        .safetyChecker()
        .webSearch()
        .promptOptimization();
  }

  public static References references(int most) {
    return new References(Optional.of(most), Set.of(), Optional.empty());
  }
}
