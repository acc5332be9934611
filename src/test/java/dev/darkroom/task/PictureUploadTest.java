package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture that is declared for an upload is within its bounds, or is none. */
class PictureUploadTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(longs = {1, 50L << 20})
  void aSizeIsWithinItsBounds(long bytes) {
    assertThat(png(bytes, HASH).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, (50L << 20) + 1, Long.MAX_VALUE})
  void aSizeBeyondThemIsNone(long bytes) {
    assertThatThrownBy(() -> png(bytes, HASH)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The hash becomes a key: nothing else may get into it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "0123456789abcdef"})
  void whatIsNoHashIsNone(String hash) {
    assertThatThrownBy(() -> png(1, hash)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> png(1, HASH.replace('f', 'F')))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsKeyIsKnownAsThatOfAnUpload() {
    assertThat(PictureUpload.isKey(png(1, HASH).key())).isTrue();
    assertThat(PictureUpload.isKey("generations/" + HASH + ".png")).isFalse();
    assertThat(PictureUpload.isKey("references.png")).isFalse();
  }

  private static PictureUpload png(long bytes, String hash) {
    return new PictureUpload(PictureUpload.Type.PNG, bytes, hash);
  }
}
