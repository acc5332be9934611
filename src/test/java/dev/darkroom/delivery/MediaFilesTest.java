package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.ascii;
import static dev.darkroom.delivery.Pictures.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures and films of odd make: own drawings, written with common libraries. */
class MediaFilesTest {
  private static final int PLACES = 20;

  private Path folder;

  @BeforeEach
  void take(@TempDir Path temporary) {
    folder = temporary;
  }

  @ParameterizedTest
  @CsvSource({
    "prog.jpg, JPEG, 640, 480",
    "cmyk.jpg, JPEG, 640, 480",
    "gray.jpg, JPEG, 640, 480",
    "exif_orient6.jpg, JPEG, 900, 1600",
    "mpf.jpg, JPEG, 640, 480",
    "fill.jpg, JPEG, 640, 480",
    "trail_100k.jpg, JPEG, 640, 480",
    "interlaced16.png, PNG, 64, 48",
    "palette.png, PNG, 640, 480",
    "apng.png, PNG, 200, 150",
    "rgba.png, PNG, 640, 480",
    "anim.webp, WEBP, 200, 150",
    "alpha.webp, WEBP, 640, 480",
    "lossless.webp, WEBP, 640, 480",
    "vp8x_alpha.webp, WEBP, 640, 480",
    "riff_plus1.webp, WEBP, 640, 480",
    "moovend.mp4, MP4, 640, 360",
    "frag.mp4, MP4, 640, 360",
    "dash.mp4, MP4, 640, 360",
    "rot.mp4, MP4, 360, 640",
    "trail16.mp4, MP4, 640, 360",
    "vp9.webm, WEBM, 0, 0"
  })
  void everyFileIsWholeAndAsLargeAsItIsSeen(String name, MediaFormat format, int width, int height)
      throws IOException {
    assertThat(read(file(name))).isEqualTo(new Complete(format, width, height));
  }

  static Stream<String> names() {
    return Stream.of(
        "prog.jpg",
        "cmyk.jpg",
        "gray.jpg",
        "exif_orient6.jpg",
        "mpf.jpg",
        "fill.jpg",
        "interlaced16.png",
        "palette.png",
        "apng.png",
        "rgba.png",
        "anim.webp",
        "alpha.webp",
        "lossless.webp",
        "vp8x_alpha.webp",
        "moovend.mp4",
        "frag.mp4",
        "dash.mp4",
        "rot.mp4",
        "vp9.webm");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aTruncatedFileIsNeverComplete(String name) throws IOException {
    var whole = file(name);
    for (int place = 0; place < PLACES; place++) {
      int length = (int) ((long) whole.length * place / PLACES);
      assertThat(read(Arrays.copyOf(whole, length)))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(Truncated.class);
    }
    assertThat(read(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(Truncated.class);
    assertThat(read(Arrays.copyOf(whole, whole.length - 16))).isInstanceOf(Truncated.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatFollowsTheEndDoesNoHarm(String name) throws IOException {
    var whole = file(name);
    var expected = read(whole);
    var noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    for (var tail :
        List.of(
            new byte[1],
            new byte[16],
            new byte[100_000],
            ascii("\n"),
            ascii("\n<!-- from the cache of edge 17 -->\n"),
            noise)) {
      assertThat(read(joined(whole, tail))).as("%d bytes", tail.length).isEqualTo(expected);
    }
  }

  /** It is taken where the host announced no more than that. */
  @ParameterizedTest
  @MethodSource("names")
  void aFileThatIsCutLateStillHasItsType(String name) throws IOException {
    var whole = file(name);
    var expected = (Complete) read(whole);
    var cut = read(Arrays.copyOf(whole, whole.length - 1));

    if (!List.of("moovend.mp4", "rot.mp4").contains(name)) { // their header was cut
      assertThat(cut)
          .isInstanceOfSatisfying(
              Truncated.class, one -> assertThat(one.soFar()).hasValue(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-9, -1, 1, 2, 7})
  void theSizeOfAWebpMayBeALittleWrong(int difference) throws IOException {
    var webp = file("vp8x_alpha.webp");
    int size = webp.length - 8 + difference;
    for (int i = 0; i < 4; i++) {
      webp[4 + i] = (byte) (size >> (8 * i));
    }

    assertThat(read(webp)).isEqualTo(new Complete(MediaFormat.WEBP, 640, 480));
  }

  @Test
  void aJpegWithoutItsEndMarkerDiffersFromAWholeOne() throws IOException {
    var jpeg = file("gray.jpg");

    assertThat(read(Arrays.copyOf(jpeg, jpeg.length - 2)))
        .isInstanceOfSatisfying(
            Truncated.class,
            one -> assertThat(one.soFar()).hasValue(new Complete(MediaFormat.JPEG, 640, 480)));
  }

  @Test
  void theSecondImageOfAJpegMustBeCompleteToo() throws IOException {
    var both = file("mpf.jpg");

    assertThat(read(Arrays.copyOf(both, 25_790 + 600))).isInstanceOf(Truncated.class);
    assertThat(read(joined(both, both, new byte[5])))
        .isEqualTo(new Complete(MediaFormat.JPEG, 640, 480));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 0, 9})
  void theOrientationOfEveryFormatIsHonoured(int orientation) throws IOException {
    var exif = file("exif_orient6.jpg");
    int value = indexOf(exif, (byte) 0x12, (byte) 0x01);
    boolean isLittle = value >= 0;
    int at = isLittle ? value : indexOf(exif, (byte) 0x01, (byte) 0x12);
    exif[at + (isLittle ? 8 : 9)] = (byte) orientation;
    var turned = orientation >= 5 && orientation <= 8;

    assertThat(read(exif))
        .isEqualTo(new Complete(MediaFormat.JPEG, turned ? 900 : 1600, turned ? 1600 : 900));

    var tiff = Arrays.copyOfRange(exif, 12, 12 + 26);
    var png = file("rgba.png");
    var chunk = joined(Videos.big(tiff.length, 4), ascii("eXIf"), tiff, new byte[4]);
    var withExif = joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
    assertThat(read(withExif))
        .isEqualTo(new Complete(MediaFormat.PNG, turned ? 480 : 640, turned ? 640 : 480));
  }

  @Test
  void brokenMetadataTurnNothing() throws IOException {
    var random = new Random(11);
    for (int round = 0; round < 300; round++) {
      var exif = file("exif_orient6.jpg");
      for (int i = 0; i < 5; i++) {
        exif[12 + random.nextInt(26)] = (byte) random.nextInt(256);
      }
      assertThat(read(exif)).isInstanceOf(Complete.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"base.avif, AVIF", "base.heic, HEIC"})
  void whatNoProviderDocumentsIsRefusedByItsName(String name, String kind) throws IOException {
    assertThat(read(file(name)))
        .isInstanceOfSatisfying(
            Unsupported.class, refused -> assertThat(refused.why()).contains(kind));
  }

  @Test
  void noDamageTrapsTheReader() throws IOException {
    var random = new Random(5);
    for (var name : names().toList()) {
      for (int round = 0; round < 40; round++) {
        var damaged = file(name);
        for (int i = 0; i < 20; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        assertThat(read(damaged)).isNotNull();
      }
    }
  }

  private static int indexOf(byte[] bytes, byte first, byte second) {
    for (int i = 12; i < 60; i++) {
      if (bytes[i] == first && bytes[i + 1] == second) {
        return i;
      }
    }
    return -1;
  }

  static byte[] file(String name) {
    try (InputStream in =
        MediaFilesTest.class.getResourceAsStream("/fixtures/delivery/media/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private MediaHeader read(byte[] content) throws IOException {
    return MediaHeader.read(Files.write(folder.resolve("media"), content));
  }
}
