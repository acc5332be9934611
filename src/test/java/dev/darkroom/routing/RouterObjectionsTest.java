package dev.darkroom.routing;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterObjectionsTest extends RouterFixture {
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
        .containsExactly(new Fault("provider", "is not known: core; known are acme, bolt"));
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
            new Fault("model", "is not known: seedreem; did you mean seedream-5.0-lite?"));
  }

  @Test
  void aModelThatThePinnedProviderDoesNotOfferIsSaidSo() {
    bolt.can();

    var problem = refused(submit(Chain.with(acme, bolt), FOX, pinned(BOLT)));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(
            new Fault(
                "model", "bolt does not offer seedream-5.0-lite; GET /v1/models lists who does"));
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
  void adaptingIsAdvisedOnlyWhereItHelps() {
    acme.can(seedless());
    bolt.isOff();
    var chain = Chain.with(acme, bolt);
    var tooLong = ImageSpec.builder("x".repeat(2001)).seed(Optional.of(7L)).build();

    var hopeless = refused(submit(chain, tooLong, Preference.NONE));
    var words =
        refused(submit(chain, ImageSpec.of(" cannot be kept: ".repeat(200)), Preference.NONE));

    assertThat(hopeless.errors())
        .extracting(Fault::path)
        .containsExactlyInAnyOrder("prompt", "seed", "provider");
    assertThat(hopeless.detail()).doesNotContain("onLoss");
    assertThat(words.detail()).doesNotContain("onLoss");
  }

  @Test
  void adaptingIsAdvisedWhereItHelpsWithOneProviderAlone() {
    acme.can(Examples.row("their-painter", Operation.EDIT).from("made for tests", "2026-11-20"));
    bolt.can(seedless());

    var problem = refused(submit(Chain.with(acme, bolt), SEEDED, Preference.NONE));

    assertThat(problem.detail()).contains("onLoss");
  }

  @Test
  void whoDoesNotOfferTheModelHasNoObjection() {
    acme.can(seedless());
    bolt.can();

    var problem = refused(submit(Chain.with(acme, bolt), SEEDED, Preference.NONE));

    assertThat(problem.errors()).extracting(Fault::path).containsExactly("seed");
  }

  @Test
  void aProviderWithoutTheOperationSaysWhatItCannotDo() {
    acme.can(
        Examples.row("their-painter", Operation.GENERATE).from("made for tests", "2026-11-20"));
    var edit = FOX.withImages(List.of(URI.create("https://example.com/a.png")));

    var problem = refused(submit(Chain.with(acme), edit, pinned(ACME)));

    assertThat(problem.errors())
        .containsExactly(new Fault("images", "acme: this model takes no reference images"));
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
}
