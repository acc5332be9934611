package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.testing.Examples;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskValuesTest {

  @ParameterizedTest
  @CsvSource({
    "square_1_1, 1:1",
    "widescreen_16_9, 16:9",
    "social_story_9_16, 9:16",
    "portrait_2_3, 2:3",
    "traditional_3_4, 3:4",
    "standard_3_2, 3:2",
    "classic_4_3, 4:3",
    "cinematic_21_9, 21:9",
    "16:9, 16:9",
    "99:1, 99:1",
    "auto, auto"
  })
  void anAspectRatioIsReadPlainOrByItsAlias(String text, String expected) {
    assertThat(AspectRatio.parse(text)).contains(new AspectRatio(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "16/9", "16:0", "0:1", "100:1", "1:1 ", "16x9", "AUTO", "wide", "016:9", "1:"})
  void anythingElseIsNoAspectRatio(String text) {
    assertThat(AspectRatio.parse(text)).isEmpty();
    assertThatThrownBy(() -> new AspectRatio(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuotientIsWidthByHeight() {
    assertThat(new AspectRatio("16:9").quotient()).isCloseTo(1.7778, within(0.0001));
    assertThat(new AspectRatio("9:16").quotient()).isCloseTo(0.5625, within(0.0001));
  }

  @ParameterizedTest
  @EnumSource
  void aResolutionIsReadAsItIsWritten(Resolution resolution) {
    assertThat(Resolution.parse(resolution.text())).contains(resolution);
    assertThat(Resolution.parse(resolution.text().toLowerCase(java.util.Locale.ROOT))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anOutputFormatIsReadAsItIsWritten(OutputFormat format) {
    assertThat(OutputFormat.parse(format.text())).contains(format);
    assertThat(OutputFormat.parse(format.name())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Evolink", "1acme", "acme_2", "a.b", "has space"})
  void aProvidersNameIsStrict(String text) {
    assertThat(ProviderId.isValid(text)).isFalse();
    assertThatThrownBy(() -> new ProviderId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fal", "evolink", "acme-2", "a1"})
  void andAnyOtherNameOfLettersDigitsAndHyphensIsOne(String text) {
    assertThat(ProviderId.isValid(text)).isTrue();
  }

  @Test
  void aProvidersTaskIdIsBounded() {
    assertThat(new ProviderTaskRef(Examples.ACME, "x".repeat(512)).id()).hasSize(512);
    assertThatThrownBy(() -> new ProviderTaskRef(Examples.ACME, "x".repeat(513)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProviderTaskRef(Examples.ACME, " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSignedLinkIsNeverSeenInAText() {
    var image = new RemoteImage(3, "https://cdn.example/x.png?signature=hush");

    assertThat(image.toString()).contains("3").doesNotContain("cdn").doesNotContain("hush");
    var done = new ProviderReport.Succeeded(List.of(image), Optional.empty());
    assertThat(done.toString()).doesNotContain("hush");
    assertThat(new Decision.Deliver(done).toString()).doesNotContain("hush");
  }

  @Test
  void aSuccessWithoutImagesCannotBeSaid() {
    assertThatThrownBy(() -> new ProviderReport.Succeeded(List.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new TaskState.Delivered(
                    Examples.ref(Examples.ACME, "t-1"), List.of(), List.of(), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void referencesMakeItAnEdit() {
    var spec = ImageSpec.of("a red fox");

    var edited = spec.withImages(List.of(URI.create("https://example.com/fox.png")));

    assertThat(spec.operation()).isEqualTo(Operation.GENERATE);
    assertThat(edited.operation()).isEqualTo(Operation.EDIT);
  }

  @Test
  void aPictureOutOfBoundsCannotExist() {
    assertThatThrownBy(() -> ImageSpec.of(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageSpec.of("fox").withCount(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageSpec.of("fox").withCount(16))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Dimensions.Pixels(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Design, invariant 6: only a provider that is known not to have accepted is passed over. */
  @ParameterizedTest
  @EnumSource
  void onlyWhatWasSurelyNotTakenAllowsAnotherProvider(ErrorCode code) {
    boolean isSurelyNotTaken =
        switch (code) {
          case QUOTA_EXHAUSTED, RATE_LIMITED, KEY_REJECTED, PROVIDER_UNAVAILABLE -> true;
          case CONTENT_REFUSED,
              INVALID_REQUEST,
              NOT_TAKEN, // of our own, never an answer
              GENERATION_FAILED,
              RESULT_EXPIRED,
              RESULT_REJECTED,
              RESULT_UNAVAILABLE,
              SUBMISSION_IN_DOUBT,
              DEADLINE_PASSED,
              CANCELLED ->
              false;
        };

    assertThat(code.allowsFallback()).isEqualTo(isSurelyNotTaken);
  }
}
