package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "order-1", "0190b1c2-7f3e-7abc-8def-001122334455", "a/b?c=d#e"})
  void isVisibleAscii(String text) {
    assertThat(RequestId.isValid(text)).isTrue();
    assertThat(new RequestId(text)).hasToString(text);
  }

  @Test
  void is255CharactersAtMost() {
    assertThat(RequestId.isValid("x".repeat(255))).isTrue();
    assertThat(RequestId.isValid("x".repeat(256))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "tab\t", "line\n", "\u007f", "ümlaut", "🦊"})
  void isNothingElse(String text) {
    assertThat(RequestId.isValid(text)).isFalse();
    assertThatThrownBy(() -> new RequestId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
