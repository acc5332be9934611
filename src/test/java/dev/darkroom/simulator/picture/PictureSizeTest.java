package dev.darkroom.simulator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureSizeTest {
  @ParameterizedTest
  @CsvSource({
    "auto, 2K, 2048, 2048",
    "1:1, 2K, 2048, 2048",
    "2:3, 2K, 1664, 2496",
    "9:16, 2K, 1600, 2848",
    "16:9, 2K, 2848, 1600",
    "1:1, 3K, 3072, 3072",
    "16:9, 3K, 4096, 2304",
    "4:5, 2K, 1824, 2288",
    "21:9, 2K, 3128, 1336",
    "2:3, 3K, 2504, 3760",
  })
  void aRatioAndATierGiveASize(String ratio, String tier, int width, int height) {
    var size = PictureSize.seedream(ratio, tier);

    assertThat(size).isEqualTo(new PictureSize(width, height));
    assertThat(width % 8 + height % 8).isZero();
  }
}
