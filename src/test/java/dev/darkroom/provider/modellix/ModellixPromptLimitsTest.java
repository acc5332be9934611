package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModellixPromptLimitsTest {
  @Test
  void withoutAnyTheDocumentHolds() {
    assertThat(ModellixPromptLimits.parse(Optional.empty()).of("seedream-4.5-t2i")).isEmpty();
  }

  @Test
  void oneNumberIsForAllModels() {
    var limits = ModellixPromptLimits.parse(Optional.of("2000"));

    assertThat(limits.of("seedream-4.5-t2i")).contains(2000);
    assertThat(limits.of("seedream-5.0-lite")).contains(2000);
  }

  @Test
  void aModelsOwnNumberGoesBeforeTheOneForAll() {
    var limits = ModellixPromptLimits.parse(Optional.of("2000, seedream-4.5-t2i:10000"));

    assertThat(limits.of("seedream-4.5-t2i")).contains(10_000);
    assertThat(limits.of("seedream-5.0-lite")).contains(2000);
  }

  @Test
  void whatIsConfiguredIsMarkedAsSuch() {
    var capabilities =
        ModellixCapabilities.with(
            ModellixPromptLimits.parse(Optional.of("seedream-4.5-t2i:10000")));

    assertThat(capabilities.find("seedream-4.5-t2i").orElseThrow().provenance().inferred())
        .containsEntry("promptLimit", "DARKROOM_PROVIDER_MODELLIX_PROMPT_LIMIT");
    assertThat(capabilities.find("seedream-5.0-lite").orElseThrow().provenance().inferred())
        .doesNotContainKey("promptLimit");
  }

  @Test
  void aLimitForAModelThatIsNotThereIsAnError() {
    var limits = ModellixPromptLimits.parse(Optional.of("seedream-4.5:10000"));

    assertThatThrownBy(() -> ModellixCapabilities.with(limits))
        .hasMessageContaining("DARKROOM_PROVIDER_MODELLIX_PROMPT_LIMIT")
        .hasMessageContaining("seedream-4.5-t2i");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "many", "1,", "seedream:", ":1", "a:b:1", "99999999"})
  void theErrorOfUnreadableLimitsNamesTheVariable(String text) {
    assertThatThrownBy(() -> ModellixPromptLimits.parse(Optional.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DARKROOM_PROVIDER_MODELLIX_PROMPT_LIMIT");
  }
}
