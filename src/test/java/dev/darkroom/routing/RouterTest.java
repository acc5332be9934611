package dev.darkroom.routing;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final ImageSpec FOX = ImageSpec.of("a red fox");
  private static final ImageSpec SEEDED = FOX.withSeed(Optional.of(7L));
  private static final ProviderId CORE = new ProviderId("core");

  private final FakeProvider acme = new FakeProvider(ACME);
  private final FakeProvider bolt = new FakeProvider(BOLT);

  @Test
  void aPinnedProviderIsTheOnlyOneAsked() {
    var result = submit(Chain.with(acme, bolt), FOX, pinned(BOLT));

    assertThat(started(result).provider()).contains(BOLT);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void theProviderIsAskedByItsOwnNameOfTheModelWithItsOwnOptions() {
    var preference =
        new Preference(
            Optional.of(ACME),
            List.of(),
            OnLoss.REJECT,
            Map.of(ACME, "{\"quality\":\"high\"}", BOLT, "{\"other\":1}"));

    submit(Chain.with(acme, bolt), FOX, preference);

    assertThat(acme.submits())
        .containsExactly(
            new ImageRequest("their-seedream", FOX, Optional.of("{\"quality\":\"high\"}")));
  }

  @Test
  void aPinnedProviderThatRefusesIsNotPassedOver() {
    acme.willAnswer(refusal(ErrorCode.QUOTA_EXHAUSTED));

    var result = submit(Chain.with(acme, bolt), FOX, pinned(ACME));

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void furtherProvidersAreAskedInTheCallersOrder() {
    acme.willAnswer(refusal(ErrorCode.QUOTA_EXHAUSTED));
    bolt.willAnswer(refusal(ErrorCode.KEY_REJECTED));
    var core = new FakeProvider(CORE);

    var result = submit(Chain.with(core, acme, bolt), FOX, fallingBack(BOLT, ACME, CORE));

    assertThat(started(result).provider()).contains(CORE);
    assertThat(bolt.submitCount()).isEqualTo(1);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theCallersOrderBeatsWhatIsLossless() {
    var lossy = new FakeProvider(BOLT).can(seedless());

    var result =
        submit(
            Chain.with(acme, lossy),
            SEEDED,
            new Preference(Optional.of(BOLT), List.of(ACME), OnLoss.ADAPT, Map.of()));

    assertThat(started(result).provider()).contains(BOLT);
  }

  @Test
  void aProviderNamedTwiceIsAskedOnce() {
    acme.willAnswer(refusal(ErrorCode.QUOTA_EXHAUSTED));

    submit(Chain.with(acme), FOX, fallingBack(ACME, ACME, ACME));

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void withoutAnyPreferenceTheAlphabetDecides() {
    var result = submit(Chain.with(bolt, acme), FOX, Preference.NONE);

    assertThat(started(result).provider()).contains(ACME);
  }

  @Test
  void theConfiguredOrderBeatsTheAlphabet() {
    var chain = Chain.ordered(List.of("bolt", "nobody"), acme, bolt);

    var result = submit(chain, FOX, Preference.NONE);

    assertThat(started(result).provider()).contains(BOLT);
  }

  @Test
  void whatIsLosslessBeatsTheConfiguredOrder() {
    bolt.can(seedless());
    var chain = Chain.ordered(List.of("bolt", "acme"), acme, bolt);

    var adapted = submit(chain, SEEDED, adapting());
    var strict = submit(Chain.ordered(List.of("bolt"), acme, bolt), SEEDED, Preference.NONE);

    assertThat(started(adapted).provider()).contains(ACME);
    assertThat(started(strict).provider()).contains(ACME);
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void whereTheChoiceIsOursTheNextOneIsAskedToo() {
    acme.willAnswer(refusal(ErrorCode.PROVIDER_UNAVAILABLE));

    var result = submit(Chain.with(acme, bolt), FOX, Preference.NONE);

    assertThat(started(result).provider()).contains(BOLT);
  }

  @Test
  void aProviderThatIsOffIsPassedOver() {
    acme.isOff();

    var result = submit(Chain.with(acme, bolt), FOX, Preference.NONE);

    assertThat(started(result).provider()).contains(BOLT);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aPinnedProviderThatIsOffIsSaidSo() {
    acme.isOff();

    var problem = refused(submit(Chain.with(acme, bolt), FOX, pinned(ACME)));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("provider");
    assertThat(problem.detail()).contains("acme is off");
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void anUnknownProviderIsAMistakeThatNamesTheKnownOnes() {
    var problem = refused(submit(Chain.with(acme, bolt), FOX, pinned(CORE)));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .containsExactly(new Fault("provider", "is not known: core; known are [acme, bolt]"));
  }

  @Test
  void anUnknownNameAnywhereIsAMistakeEvenIfOthersCouldServe() {
    var first = refused(submit(Chain.with(acme), FOX, fallingBack(CORE, ACME)));
    var second = refused(submit(Chain.with(acme), FOX, fallingBack(ACME, ACME, CORE)));
    var options =
        refused(
            submit(
                Chain.with(acme),
                FOX,
                new Preference(Optional.of(ACME), List.of(), OnLoss.REJECT, Map.of(CORE, "{}"))));

    assertThat(first.errors()).extracting(Fault::path).containsExactly("provider");
    assertThat(second.errors()).extracting(Fault::path).containsExactly("fallback[1]");
    assertThat(options.errors()).extracting(Fault::path).containsExactly("providerOptions.core");
    assertThat(List.of(first.status(), second.status(), options.status())).containsOnly(400);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anUnknownModelIsAMistakeThatNamesTheKnownOnes() {
    var request =
        new GenerationRequest(
            new RequestId("order-1"),
            new ModelName("seedreem"),
            FOX,
            Preference.NONE,
            DeliveryOptions.DEFAULT);

    var problem = refused(Chain.with(acme, bolt).pipeline().submit(request));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .containsExactly(
            new Fault("model", "is not known: seedreem; known are [seedream-5.0-lite]"));
  }

  @Test
  void aModelThatThePinnedProviderDoesNotOfferIsSaidSo() {
    bolt.can();

    var problem = refused(submit(Chain.with(acme, bolt), FOX, pinned(BOLT)));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(new Fault("model", "bolt does not offer seedream-5.0-lite"));
  }

  @Test
  void aLossIsRefusedByDefaultPerProviderAndField() {
    acme.can(seedless());
    bolt.can(seedless());
    var chain = Chain.with(acme, bolt);

    var problem = refused(submit(chain, SEEDED.withCount(4), Preference.NONE));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("not_honourable");
    assertThat(problem.detail()).contains("\"onLoss\": \"adapt\"");
    assertThat(problem.errors())
        .extracting(Fault::path)
        .containsExactly("count", "seed", "count", "seed");
    assertThat(problem.errors().getFirst().message())
        .startsWith("acme: 4 cannot be kept")
        .endsWith("nearest: 2");
    assertThat(problem.errors().getLast().message()).startsWith("bolt: 7 cannot be kept");
    assertThat(chain.submitCount()).isZero();
    assertThat(chain.tasks()).isEmpty();
  }

  @Test
  void anAcceptedLossIsReported() {
    acme.can(seedless());

    var task = started(submit(Chain.with(acme), SEEDED, adapting()));

    assertThat(task.terms().adjustments()).extracting(Adjustment::field).containsExactly("seed");
    assertThat(task.request().spec()).isEqualTo(SEEDED);
    assertThat(acme.submits().getFirst().spec()).isEqualTo(FOX);
  }

  @Test
  void whatCannotBeAdaptedIsRefusedEvenSo() {
    var problem = refused(submit(Chain.with(acme), ImageSpec.of("x".repeat(2001)), adapting()));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("prompt");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anEarlierTaskIsAnsweredThoughItsProviderIsOffByNow() {
    var chain = Chain.with(acme);
    var first = started(submit(chain, FOX, pinned(ACME)));
    acme.isOff();

    var again = submit(chain, FOX, pinned(ACME));
    var other = submit(chain, ImageSpec.of("a hare"), pinned(ACME));

    assertThat(again).isEqualTo(new Repeated(first));
    assertThat(refused(other).code()).isEqualTo("idempotency_mismatch");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theSameRequestIsAnsweredByItsTaskThoughRoutingWouldChooseAnotherByNow() {
    var chain = Chain.with(acme, bolt);
    submit(chain, FOX, Preference.NONE);
    acme.isOff();

    var again = submit(chain, FOX, Preference.NONE);

    assertThat(again).isInstanceOf(Repeated.class);
    assertThat(chain.submitCount()).isEqualTo(1);
  }

  private static SubmissionResult submit(Chain chain, ImageSpec picture, Preference preference) {
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

  private static Preference pinned(ProviderId provider) {
    return new Preference(Optional.of(provider), List.of(), OnLoss.REJECT, Map.of());
  }

  private static Preference fallingBack(ProviderId first, ProviderId... others) {
    return new Preference(Optional.of(first), List.of(others), OnLoss.REJECT, Map.of());
  }

  private static Preference adapting() {
    return new Preference(Optional.empty(), List.of(), OnLoss.ADAPT, Map.of());
  }

  private static SubmitResult refusal(ErrorCode code) {
    return new SubmitResult.Refused(Failure.of(code, "no", ACME));
  }

  @Test
  void whatAModelIsCalledFollowsFromTheOperation() {
    acme.can(
        Examples.row("their-painter", Operation.GENERATE).from("made for tests", "2026-11-20"),
        Examples.row("their-editor", Operation.EDIT).from("made for tests", "2026-11-20"));
    var edit = FOX.withImages(List.of(URI.create("https://example.com/a.png")));

    submit(Chain.with(acme), FOX, pinned(ACME));
    submit(Chain.with(acme), edit, pinned(ACME));

    assertThat(acme.submits())
        .extracting(ImageRequest::model)
        .containsExactly("their-painter", "their-editor");
  }

  /** Two images at most, and no seed. */
  private static Capability seedless() {
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

  private static Task started(SubmissionResult result) {
    assertThat(result).isInstanceOf(Started.class);
    return ((Started) result).task();
  }

  private static Problem refused(SubmissionResult result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return Problem.of(((Rejected) result).rejection());
  }
}
