package dev.darkroom.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCutTest {
  private static final String FOXES = "a" + "🦊".repeat(20);

  @Test
  void nothingIsCutInTheMiddleOfACharacter() {
    for (int length = 5; length < 12; length++) {
      var cut = TextCut.marked(FOXES, length);
      assertThat(cut).hasSizeLessThanOrEqualTo(length).endsWith("…");
      assertThat(cut.codePoints()).noneMatch(one -> one >= 0xD800 && one <= 0xDFFF);
    }
    assertThat(TextCut.marked("short", 5)).isEqualTo("short");
  }

  @Test
  void aPlainCutShowsNoEllipsis() {
    assertThat(TextCut.plain(FOXES, 3)).isEqualTo("a🦊");
    assertThat(TextCut.plain(FOXES, 4)).isEqualTo("a🦊");
    assertThat(TextCut.plain("short", 5)).isEqualTo("short");
  }
}
