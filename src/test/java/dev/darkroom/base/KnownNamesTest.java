package dev.darkroom.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which known name is meant by one that is not known. */
class KnownNamesTest {
  private static final KnownNames FIELDS =
      KnownNames.of(
          List.of("prompt", "model", "aspectRatio", "outputFormat", "images", "id", "seed"));
  private static final KnownNames MODELS =
      KnownNames.of(List.of("seedream-5.0-lite", "seedream-4.5", "nano-banana-pro", "flux-2-pro"));

  @ParameterizedTest
  @CsvSource({
    "promt, prompt",
    "Prompt, prompt",
    "pormpt, prompt",
    "modle, model",
    "aspect_ratio, aspectRatio",
    "aspect-ratio, aspectRatio",
    "ratio, aspectRatio",
    "output_format, outputFormat",
    "format, outputFormat",
    "image, images",
    "sead, seed"
  })
  void theNearestIsMeant(String unknown, String meant) {
    assertThat(FIELDS.nearest(unknown)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "seedream-5-lite, seedream-5.0-lite",
    "seedream, seedream-4.5",
    "seedreem, seedream-4.5",
    "seedreem-4.5, seedream-4.5",
    "nano-banana, nano-banana-pro",
    "flux-pro, flux-2-pro"
  })
  void aModelIsMeantByWhatItIsCalledElsewhere(String unknown, String meant) {
    assertThat(MODELS.nearest(unknown)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "x", "webhook", "om", "guidance", "elppin"})
  void whatIsFarFromEachIsNone(String unknown) {
    assertThat(FIELDS.nearest(unknown)).isEmpty();
  }

  @Test
  void aNameOfAnyLengthIsComparedWithNothing() {
    assertThat(FIELDS.nearest("prompt".repeat(100_000))).isEmpty();
    assertThat(KnownNames.of(List.of("a".repeat(64))).nearest("a".repeat(64))).isPresent();
    assertThat(KnownNames.of(List.of("a".repeat(64))).nearest("a".repeat(65))).isEmpty();
  }

  @Test
  void itIsAskedForOrElseAllAreListedByTheAlphabet() {
    assertThat(FIELDS.hint("promt")).isEqualTo("; did you mean prompt?");
    assertThat(MODELS.hint("gpt-image-1"))
        .isEqualTo("; known are flux-2-pro, nano-banana-pro, seedream-4.5, seedream-5.0-lite");
  }

  @Test
  void ofTwoThatAreEquallyNearTheFirstIsMeant() {
    assertThat(KnownNames.of(List.of("bat", "cat")).nearest("hat")).contains("bat");
  }
}
