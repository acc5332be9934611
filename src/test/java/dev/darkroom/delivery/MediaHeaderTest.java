package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.ascii;
import static dev.darkroom.delivery.Pictures.bytes;
import static dev.darkroom.delivery.Pictures.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHeaderTest {
  static final List<byte[]> PICTURES =
      List.of(
          Pictures.png(48, 32),
          Pictures.jpeg(48, 32),
          Pictures.lossyWebp(48, 32),
          Pictures.losslessWebp(48, 32),
          Pictures.extendedWebp(48, 32));

  private Path folder;

  @BeforeEach
  void take(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void aPngHasItsSize() throws IOException {
    assertThat(read(Pictures.png(640, 480))).isEqualTo(new Complete(MediaFormat.PNG, 640, 480));
  }

  @Test
  void aJpegHasItsSize() throws IOException {
    assertThat(read(Pictures.jpeg(640, 480))).isEqualTo(new Complete(MediaFormat.JPEG, 640, 480));
  }

  @Test
  void aJpegHasItsSizeBehindMegabytesOfMetadata() throws IOException {
    assertThat(read(Pictures.jpegWithMetadata(640, 480, 40)))
        .isEqualTo(new Complete(MediaFormat.JPEG, 640, 480));
  }

  @Test
  void everyKindOfWebpHasItsSize() throws IOException {
    assertThat(read(Pictures.lossyWebp(640, 480)))
        .isEqualTo(new Complete(MediaFormat.WEBP, 640, 480));
    assertThat(read(Pictures.losslessWebp(16383, 16384)))
        .isEqualTo(new Complete(MediaFormat.WEBP, 16383, 16384));
    assertThat(read(Pictures.extendedWebp(640, 480)))
        .isEqualTo(new Complete(MediaFormat.WEBP, 640, 480));
  }

  @ParameterizedTest
  @FieldSource("PICTURES")
  void anImageWithoutItsEndIsTruncatedWhereverItIsCut(byte[] picture) throws IOException {
    for (int length = 0; length < picture.length; length++) {
      assertThat(read(Arrays.copyOf(picture, length))).isInstanceOf(Truncated.class);
    }
  }

  @ParameterizedTest
  @FieldSource("PICTURES")
  void aFewBytesBehindTheEndDoNoHarm(byte[] picture) throws IOException {
    assertThat(read(joined(picture, ascii("\n\n")))).isInstanceOf(Complete.class);
  }

  @Test
  void theEndOfAThumbnailIsNotTheEndOfTheJpeg() throws IOException {
    var plain = Pictures.jpeg(48, 32);
    var thumbnail = joined(bytes(0xff, 0xe1, 0x00, 0x06), bytes(0xff, 0xd9, 0xff, 0xd9));
    var cut = Arrays.copyOfRange(plain, 2, plain.length - 8);

    assertThat(read(joined(bytes(0xff, 0xd8), thumbnail, cut))).isInstanceOf(Truncated.class);
  }

  @Test
  void fillBytesBetweenJpegSegmentsAreSkipped() throws IOException {
    var plain = Pictures.jpeg(48, 32);
    var rest = Arrays.copyOfRange(plain, 2, plain.length);

    assertThat(read(joined(bytes(0xff, 0xd8, 0xff, 0xff), rest)))
        .isEqualTo(new Complete(MediaFormat.JPEG, 48, 32));
  }

  @Test
  void aSegmentOfNoLengthDoesNotTrapTheReader() throws IOException {
    var trap = joined(bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0), new byte[100]);

    assertThat(read(trap)).isInstanceOf(Unreadable.class);
  }

  @Test
  void endlessSegmentsDoNotTrapTheReader() throws IOException {
    var trap = new byte[1024 * 1024];
    for (int i = 2; i + 3 < trap.length; i += 4) {
      System.arraycopy(bytes(0xff, 0xe0, 0, 2), 0, trap, i, 4);
    }
    System.arraycopy(bytes(0xff, 0xd8), 0, trap, 0, 2);

    assertThat(read(trap)).isInstanceOf(Unreadable.class);
  }

  @Test
  void aJpegWithoutAFrameIsRefused() throws IOException {
    var frameless = bytes(0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 4, 0xff, 0xd9);

    assertThat(read(frameless)).isInstanceOf(Unreadable.class);
  }

  @Test
  void whatStandsBehindTheFirstScanDoesNotChangeTheSize() throws IOException {
    var plain = Pictures.jpeg(48, 32);
    var scan = Arrays.copyOf(plain, plain.length - 2);
    var end = bytes(0xff, 0xd9);
    var frame = bytes(0xff, 0xc0, 0, 7, 8, 3, 132, 6, 64);
    var exif = MediaFilesTest.file("exif_orient6.jpg");
    var turned = Arrays.copyOfRange(exif, 2, 4 + (exif[5] & 0xff));

    assertThat(read(joined(scan, frame, end))).isEqualTo(new Complete(MediaFormat.JPEG, 48, 32));
    assertThat(read(joined(scan, turned, end))).isEqualTo(new Complete(MediaFormat.JPEG, 48, 32));
  }

  @Test
  void aPngWithoutDataIsNoPicture() throws IOException {
    var png = Pictures.png(48, 32);
    var end = Arrays.copyOfRange(png, png.length - 12, png.length);

    assertThat(read(joined(Arrays.copyOf(png, 33), end))).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE, MediaHeader.MAX_SIDE + 1})
  void anImpossibleSizeIsRefused(int width) throws IOException {
    var png = Pictures.png(48, 32);
    for (int i = 0; i < 4; i++) {
      png[16 + i] = (byte) (width >> (8 * (3 - i)));
    }

    assertThat(read(png)).isInstanceOf(Unreadable.class);
  }

  @Test
  void aGifIsNotWhatAnybodyAskedFor() throws IOException {
    assertThat(read(Pictures.gif(48, 32)))
        .isInstanceOfSatisfying(
            Unsupported.class, refused -> assertThat(refused.why()).contains("GIF"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Not found</body></html>",
        "{\"error\":\"the picture is gone\"}",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "please come back in a moment"
      })
  void anythingElseMayGiveWayToThePicture(String text) throws IOException {
    assertThat(read(ascii(text))).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RIFF....AVI LIST....hdrlavih",
        "RIFF....WAVEfmt ",
        "BM..............",
        "II*\0............",
        "OggS............"
      })
  void anotherKindOfMediaStaysWhatItIs(String text) throws IOException {
    assertThat(read(ascii(text))).isInstanceOf(Unsupported.class);
  }

  private MediaHeader read(byte[] content) throws IOException {
    return MediaHeader.read(Files.write(folder.resolve("picture"), content));
  }
}
