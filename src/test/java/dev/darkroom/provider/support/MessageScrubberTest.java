package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageScrubberTest {
  @ParameterizedTest
  @CsvSource({
    "Invalid key sk-evo-abc123 given, Invalid key *** given",
    "Authorization: Bearer abc.def was wrong, Authorization: *** was wrong",
    "cannot fetch https://bucket/key?X-Amz-Signature=1 now, cannot fetch [link] now",
    "key 0123456789abcdef0123456789abcdef01234567 is off, key *** is off",
    "size must be 2048x2048, size must be 2048x2048"
  })
  void keysAndLinksAreTakenOut(String said, String shown) {
    assertThat(MessageScrubber.scrubbed(said)).isEqualTo(shown);
  }

  @Test
  void controlSignsCannotForgeALine() {
    assertThat(MessageScrubber.scrubbed("bad\r\n{\"level\"}\u001b[31m\u202Eend"))
        .isEqualTo("bad {\"level\"} [31m end");
  }

  @Test
  void longWordsAreCutBetweenCharacters() {
    assertThat(MessageScrubber.scrubbed("no ".repeat(5000))).hasSizeLessThanOrEqualTo(300);
    assertThat(MessageScrubber.scrubbed("-".repeat(10) + " \uD83E\uDD8A".repeat(200)))
        .hasSizeLessThanOrEqualTo(300)
        .doesNotEndWith("\uD83E");
  }

  @Test
  void halvesOfSurrogatePairsAreTakenOut() {
    assertThat(MessageScrubber.scrubbed("a\uD83Eb\uDD8Ac \uD83E\uDD8A"))
        .isEqualTo("a b c \uD83E\uDD8A");
  }

  @Test
  void aCodeKeepsItsCaseAndIsCut() {
    assertThat(MessageScrubber.code(" KEY_DISABLED\n")).contains("KEY_DISABLED");
    assertThat(MessageScrubber.code("no ".repeat(500)).orElseThrow()).hasSizeLessThanOrEqualTo(100);
    assertThat(MessageScrubber.code(" \u0000")).isEmpty();
  }
}
