package dev.darkroom.simulator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
  private static final PictureSize SIZE = new PictureSize(512, 384);

  @Test
  void thePromptIsWrittenUnderThePictureAndNothingIsAboveIt() throws IOException {
    var silent = painted("");
    var telling = painted("a red fox");

    assertThat(brightest(telling, 350, 384)).isGreaterThan(200);
    assertThat(brightest(silent, 350, 384)).isLessThan(200);
  }

  @Test
  void equalWishesGiveEqualBytesAndEachPictureOfATaskIsAnother() {
    assertThat(bytes("a fox", 0)).isEqualTo(bytes("a fox", 0)).isNotEqualTo(bytes("a fox", 1));
    assertThat(bytes("a fox", 0)).isNotEqualTo(bytes("a wolf", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1x1", "8x8", "1x400", "400x1", "3x2", "4096x16"})
  void aPictureOfAnyShapeIsPainted(String size) throws IOException {
    var wish =
        new PictureSpec(
            "x".repeat(5000) + " 狐 \n\t\u0000",
            0,
            PictureSize.ofPixels(size).orElseThrow(),
            PictureFormat.PNG);

    var image = ImageIO.read(new ByteArrayInputStream(Painter.paint(wish)));

    assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size);
  }

  @Test
  void theNearestHillIsDarkByDayAndByNight() {
    assertThat(IntStream.range(0, 40).mapToObj(number -> image("fox " + number)))
        .allSatisfy(image -> assertThat(brightest(image, 322, 334)).isLessThan(160));
  }

  @ParameterizedTest
  @CsvSource({
    "a red fox, a red fox",
    "a fox @fault:no-answer, a fox",
    "@fault:state=done @fault:slow/evolink a fox, a fox",
    "' a   fox ', a fox",
    "'', ''"
  })
  void theCaptionIsThePromptWithoutItsFaults(String prompt, String written) {
    assertThat(Caption.of(prompt).lines()).containsExactly(written);
  }

  @Test
  void aLongPromptIsCutToItsFirstLines() {
    var lines = Caption.of("fox ".repeat(200)).lines();

    assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.length()).isLessThan(45));
    assertThat(Caption.of("x".repeat(100)).lines()).containsExactly("x".repeat(44));
  }

  private static BufferedImage painted(String prompt) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes(prompt, 0)));
  }

  private static BufferedImage image(String prompt) {
    try {
      return painted(prompt);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static byte[] bytes(String prompt, int index) {
    return Painter.paint(new PictureSpec(prompt, index, SIZE, PictureFormat.PNG));
  }

  /** The most of green that any pixel of these rows has. */
  private static int brightest(BufferedImage image, int from, int to) {
    return IntStream.range(from, to)
        .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y) >> 8 & 255))
        .max()
        .orElseThrow();
  }
}
