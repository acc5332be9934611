package dev.darkroom.simulator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a film's pictures are written as; {@code ContactSheetTest} has a browser play one. */
class H264WriterTest {
  private static final PictureSize SIZE = new PictureSize(32, 24);
  private static final int WHITE = 0xffffff;
  private static final int BLOCK = 384;

  @Test
  void thePictureIsWrittenInWholeOnceAndThenWhatHasChanged() {
    var film = new H264Writer(SIZE);
    int[] picture = new int[32 * 24];
    film.add(picture);
    film.add(picture);
    picture[0] = WHITE;
    film.add(picture);

    var sizes = film.samples().stream().mapToInt(sample -> sample.length).toArray();

    assertThat(sizes[0]).isBetween(4 * BLOCK, 4 * BLOCK + 40);
    assertThat(sizes[1]).isLessThan(16);
    assertThat(sizes[2]).isBetween(BLOCK, BLOCK + 24);
  }

  @Test
  void blackAndWhiteAreThoseOfTelevision() {
    byte[] black = YuvBlocks.of(new int[16 * 16], new PictureSize(16, 16), 1, 1).getFirst();
    int[] bright = new int[16 * 16];
    Arrays.fill(bright, WHITE);
    byte[] white = YuvBlocks.of(bright, new PictureSize(16, 16), 1, 1).getFirst();

    assertThat(black[0]).isEqualTo((byte) 16);
    assertThat(white[0]).isEqualTo((byte) 235);
    assertThat(white[300]).isEqualTo((byte) 128);
  }

  @Test
  void noThreeBytesLookLikeTheStartOfAUnit() {
    var film = new H264Writer(new PictureSize(1920, 1080));
    int[] picture = new int[1920 * 1080];
    film.add(picture);
    picture[4096 % 120 * 16 + 4096 / 120 * 16 * 1920] = WHITE; // after 4,096 equal blocks
    film.add(picture);

    for (byte[] sample : film.samples()) {
      assertThat(IntStream.range(4, sample.length - 2))
          .noneMatch(
              at ->
                  sample[at] == 0
                      && sample[at + 1] == 0
                      && sample[at + 2] >= 0
                      && sample[at + 2] < 3);
    }
  }
}
