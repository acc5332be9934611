package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percent signs at the end of a text, and the bounds of what is encoded. */
class PercentCodeTest {
  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "a%4", "%4g", "%g4", "%%4", "%é"})
  void aPercentSignWithoutTwoDigitsStandsForItself(String text) {
    assertThat(PercentCode.decoded(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(PercentCode.isAt(text, text.lastIndexOf('%'))).isFalse();
  }

  @Test
  void twoDigitsAtTheEndAreRead() {
    assertThat(PercentCode.decoded("a%4a")).isEqualTo("aJ".getBytes(StandardCharsets.UTF_8));
    assertThat(PercentCode.isAt("a%4a", 1)).isTrue();
  }

  @Test
  void aHeadersBytesAreEncodedAndItsTextIsNot() {
    assertThat(PercentCode.bytes(" ~\u007f\u0080\u00ff")).isEqualTo(" ~%7F%80%FF");
  }
}
