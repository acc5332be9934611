package dev.darkroom.routing;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests for a red fox, and two providers to route them to. */
abstract class RouterFixture {
  static final ImageSpec FOX = ImageSpec.of("a red fox");
  static final ImageSpec SEEDED = FOX.withSeed(Optional.of(7L));
  static final ProviderId CORE = new ProviderId("core");
  final FakeProvider acme = new FakeProvider(ACME);
  final FakeProvider bolt = new FakeProvider(BOLT);

  static SubmissionResult submit(Chain chain, ImageSpec picture, Preference preference) {
    return chain
        .pipeline()
        .submit(
            new GenerationRequest(
                new RequestId("order-1"),
                Examples.MODEL,
                picture,
                preference,
                DeliveryOptions.DEFAULT));
  }

  static Preference pinned(ProviderId provider) {
    return new Preference(Optional.of(provider), List.of(), OnLoss.REJECT, Map.of());
  }

  static Preference fallingBack(ProviderId first, ProviderId... others) {
    return new Preference(Optional.of(first), List.of(others), OnLoss.REJECT, Map.of());
  }

  static Preference adapting() {
    return new Preference(Optional.empty(), List.of(), OnLoss.ADAPT, Map.of());
  }

  static SubmitResult refusal(ErrorCode code) {
    return new SubmitResult.Refused(Failure.of(code, "no", ACME));
  }

  /** Two images at most, and no seed. */
  static Capability seedless() {
    return Capability.row(Examples.MODEL.value(), "their-seedless", Operation.values())
        .prompt(2000)
        .ratios("auto 1:1 16:9")
        .resolutions(Resolution.K2, Resolution.K3)
        .pixels(PixelRange.ofArea(2560L * 1440, 3072L * 3072, 16))
        .count(2)
        .total(2)
        .safetyChecker()
        .webSearch()
        .promptOptimization()
        .from("made for tests", "2026-11-20");
  }

  static Task started(SubmissionResult result) {
    assertThat(result).isInstanceOf(Started.class);
    return ((Started) result).task();
  }

  static Problem refused(SubmissionResult result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return Problem.of(((Rejected) result).rejection());
  }
}
