package dev.darkroom.routing;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.Operation;
import dev.darkroom.task.ProviderId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest extends RouterFixture {
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
  void aNewProviderTakesNoRouteByItsName() {
    var aaa = new FakeProvider(new ProviderId("aaa")).addedOn("2027-02-01");

    var result = submit(Chain.with(aaa, bolt), FOX, Preference.NONE);

    assertThat(started(result).provider()).contains(BOLT);
    assertThat(aaa.submitCount()).isZero();
  }

  @Test
  void providersOfOneReleaseFollowByName() {
    var result = submit(Chain.with(bolt, acme), FOX, Preference.NONE);

    assertThat(started(result).provider()).contains(ACME);
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
  void aBlankAfterACommaIsNoPartOfAProvidersName() {
    var chain = Chain.ordered(List.of("nobody", " bolt ", " acme"), acme, bolt);

    assertThat(started(submit(chain, FOX, Preference.NONE)).provider()).contains(BOLT);
  }

  @Test
  void whatIsLosslessBeatsTheConfiguredOrder() {
    bolt.can(seedless());

    var adapted = submit(Chain.ordered(List.of("bolt", "acme"), acme, bolt), SEEDED, adapting());

    assertThat(started(adapted).provider()).contains(ACME);
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void whatIsLosslessIsTakenThoughTheConfiguredOrderDoesNotNameIt() {
    bolt.can(seedless());

    var strict = submit(Chain.ordered(List.of("bolt"), acme, bolt), SEEDED, Preference.NONE);

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
  void theRowOfTheRequestedModelCountsNotThatOfAnother() {
    acme.can(
        Capability.row("z-image", "their-z", Operation.values())
            .prompt(2000)
            .from("made for tests", "2026-11-20"),
        Examples.capability());

    submit(Chain.with(acme), FOX, pinned(ACME));

    assertThat(acme.submits()).extracting(ImageRequest::model).containsExactly("their-seedream");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAModelIsCalledFollowsFromTheOperation(boolean isEdit) {
    acme.can(
        Examples.row("their-painter", Operation.GENERATE).from("made for tests", "2026-11-20"),
        Examples.row("their-editor", Operation.EDIT).from("made for tests", "2026-11-20"));
    var edit = FOX.withImages(List.of(URI.create("https://example.com/a.png")));

    submit(Chain.with(acme), isEdit ? edit : FOX, pinned(ACME));

    assertThat(acme.submits())
        .extracting(ImageRequest::model)
        .containsExactly(isEdit ? "their-editor" : "their-painter");
  }
}
