package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderIdTest {
  @ParameterizedTest
  @CsvSource({"fal, fal", "fal.ai, fal", "FAL.AI, fal", "EvoLink, evolink", "evolink.ai, evolink"})
  void aProviderMayBeNamedAsPeopleNameIt(String text, String name) {
    assertThat(ProviderId.meant(text)).contains(new ProviderId(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "f", "a.ai", ".ai", "fal.com", "fal.ai.ai", "fal ai", "9al", "\u212aling"})
  void anythingElseIsNoName(String text) {
    assertThat(ProviderId.meant(text)).isEmpty();
  }
}
