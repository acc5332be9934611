package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.ascii;
import static dev.darkroom.delivery.Pictures.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Sides;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import dev.darkroom.link.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers of media at their bounds. */
class MediaBoundsTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "65535, 65535, true",
    "65536, 1, false",
    "1, 65536, false",
    "0, 1, false",
    "1, 0, false"
  })
  void aSideIsOneToTheLargestPixelCount(long width, long height, boolean isSane) {
    var header = MediaHeader.complete(MediaFormat.PNG, new Sides(width, height));

    assertThat(header instanceof Complete).isEqualTo(isSane);
    assertThat(header instanceof Unreadable).isEqualTo(!isSane);
    assertThat(
            ((Truncated) MediaHeader.truncated(MediaFormat.PNG, new Sides(width, height)))
                .soFar()
                .isPresent())
        .isEqualTo(isSane);
  }

  /** Real files have a few dozen entries; the 512th is the last that is looked at. */
  @ParameterizedTest
  @CsvSource({
    "0, 6, true",
    "511, 6, true",
    "512, 6, false",
    "0, 4, false",
    "0, 5, true",
    "0, 8, true",
    "0, 9, false"
  })
  void theOrientationIsLookedForInABoundedNumberOfEntries(
      int before, int orientation, boolean isTurned) throws IOException {
    var entries = new byte[12 * (before + 1)];
    entries[12 * before] = 0x12;
    entries[12 * before + 1] = 0x01;
    entries[12 * before + 8] = (byte) orientation;
    var exif =
        joined(
            ascii("II*\0"),
            new byte[] {8, 0, 0, 0, (byte) (before + 1), (byte) ((before + 1) >> 8)},
            entries);

    assertThat(ExifOrientation.isTurned(new FirstBytes(exif), 0, exif.length)).isEqualTo(isTurned);
    assertThat(ExifOrientation.isTurned(new FirstBytes(exif), 0, exif.length - 1L))
        .as("an entry that is cut turns nothing")
        .isFalse();
  }

  /** Eight bytes say where the entries are; two say how many there are. */
  @Test
  void metadataWithoutAHeaderOrEntriesTurnNothing() throws IOException {
    var header = joined(ascii("II*\0"), new byte[] {8, 0, 0, 0});
    var entry = joined(new byte[] {0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0});

    assertThat(isTurned(header, new byte[] {1, 0}, entry)).isTrue();
    assertThat(isTurned(ascii("Exif\0\0"), header, new byte[] {1, 0}, entry)).isTrue();
    assertThat(isTurned(header, new byte[] {0, 0}, entry)).isFalse();
    assertThat(isTurned(header, new byte[] {1, 0})).isFalse();
    assertThat(isTurned(header, new byte[] {1})).isFalse();
    assertThat(isTurned(header)).isFalse();
    assertThat(isTurned(Arrays.copyOf(header, 7))).isFalse();
    assertThat(isTurned(Arrays.copyOf(header, 4))).isFalse();
    assertThat(isTurned(ascii("IM*\0"), new byte[] {8, 0, 0, 0, 1, 0}, entry)).isFalse();
  }

  private static boolean isTurned(byte[]... parts) throws IOException {
    var exif = joined(parts);
    return ExifOrientation.isTurned(new FirstBytes(exif), 0, exif.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GIF8........ | a GIF picture",
        "BM.......... | a BMP picture",
        "8BPS........ | a Photoshop picture",
        "OggS........ | an Ogg file",
        "ID3......... | an MP3 file",
        "RIFF....AVI  | an AVI video",
        "RIFF....WAVE | a WAVE sound",
        "....ftypM4A  | an MP4 sound",
        "....ftypcrx  | a raw picture",
        "....ftypqt   | a QuickTime video"
      })
  void mediaOfAnotherKindAreNamed(String content, String name) throws IOException {
    var header = OtherContent.read(new FirstBytes(Arrays.copyOf(spaced(content), 12)));

    assertThat(header).isEqualTo(new Unsupported("it is " + name + ", which nobody asked for"));
  }

  private static byte[] spaced(String content) {
    return ascii((content + "    ").substring(0, 12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`<html>......` | a text came in its place, such as a page of the host",
        "`  [1,2,3,4,5]` | a text came in its place, such as a page of the host",
        "`\"a text\".....` | a text came in its place, such as a page of the host",
        "`please wait.` | it is neither a JPEG, PNG or WebP picture nor an MP4 or WebM video",
        "`             ` | it is neither a JPEG, PNG or WebP picture nor an MP4 or WebM video"
      })
  void whatIsNoMediaIsATextOrUnknown(String content, String why) throws IOException {
    assertThat(OtherContent.read(new FirstBytes(ascii(content)))).isEqualTo(new Unreadable(why));
  }

  @Test
  void whatEndsBeforeItsSignatureIsTruncated() throws IOException {
    assertThat(OtherContent.read(new FirstBytes(ascii("<html>....."))))
        .isInstanceOf(Truncated.class);
    assertThat(OtherContent.read(new FirstBytes(ascii("<html>......"))))
        .isInstanceOf(Unreadable.class);
  }

  /** It reads through a window, and past it. */
  @Test
  void aFileIsReadAnywhere(@TempDir Path folder) throws IOException {
    var content = new byte[10_000];
    for (int at = 0; at < content.length; at++) {
      content[at] = (byte) ((at * 31) >> 3);
    }
    var file = Files.write(folder.resolve("any"), content);

    try (var bytes = FileBytes.open(file)) {
      for (int at : new int[] {0, 4_090, 100, 4_096, 9_990, 8_192, 0, 5_000}) {
        assertThat(bytes.read(at, 10)).isEqualTo(Arrays.copyOfRange(content, at, at + 10));
      }
      assertThat(bytes.read(1, 4_096)).isEqualTo(Arrays.copyOfRange(content, 1, 4_097));
      assertThat(bytes.read(1, 9_000)).isEqualTo(Arrays.copyOfRange(content, 1, 9_001));
      assertThat(bytes.read(0, 10_000)).isEqualTo(content);
      assertThatThrownBy(() -> bytes.read(9_991, 10)).isInstanceOf(Bytes.PastTheEnd.class);
      assertThatThrownBy(() -> bytes.read(-1, 1)).isInstanceOf(Bytes.PastTheEnd.class);
    }
  }

  @Test
  void aClosedFileIsReadNoMore(@TempDir Path folder) throws IOException {
    var bytes = FileBytes.open(Files.write(folder.resolve("any"), new byte[9_000]));

    bytes.close();

    assertThatThrownBy(() -> bytes.read(0, 9_000)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void numbersAreReadFromEitherEnd() throws IOException {
    var bytes = new FirstBytes(new byte[] {0x01, (byte) 0xff, 0x03, 0x04});

    assertThat(bytes.bigEndian(0, 4)).isEqualTo(0x01ff0304L);
    assertThat(bytes.littleEndian(0, 4)).isEqualTo(0x0403ff01L);
    assertThat(bytes.has(1, 0xff, 0x03)).isTrue();
    assertThat(bytes.has(1, 0xff, 0x04)).isFalse();
    assertThat(bytes.has(3, 0x04, 0x05)).as("past the end").isFalse();
    assertThat(bytes.isInside(0, 4)).isTrue();
    assertThat(bytes.isInside(1, 4)).isFalse();
    assertThat(bytes.isInside(-1, 1)).isFalse();
  }

  /** Counted in whole MiB, at least one. */
  @Test
  void roomOnTheDiskIsCountedInWholeMebibytes() throws InterruptedException {
    var budget = new DiskBudget(3 * MIB + 1);

    assertThat(budget.bytes()).isEqualTo(3 * MIB);
    assertThat(budget.reserve(1, Deadline.in(Duration.ZERO))).isPresent();
    assertThat(budget.freeMebibytes()).isEqualTo(2);
    assertThat(budget.reserve(MIB + 1, Deadline.in(Duration.ZERO))).isPresent();
    assertThat(budget.freeMebibytes()).isZero();
    assertThat(new DiskBudget(0).bytes()).isEqualTo(MIB);
  }

  @Test
  void aLinkWithItsDataIsReadInEveryWayThatBrowsersDo() {
    assertThat(DataLink.isMeant(" DATA :text")).isTrue();
    assertThat(DataLink.isMeant("https://x/data:")).isFalse();
    assertThat(DataLink.decoded("data:,a%20b").orElseThrow()).isEqualTo(ascii("a b"));
    assertThat(DataLink.decoded("data:;base64,-_8=").orElseThrow())
        .isEqualTo(new byte[] {(byte) 0xfb, (byte) 0xff});
    assertThat(DataLink.decoded("data:;base64,Q U\nI=").orElseThrow()).isEqualTo(ascii("AB"));
    assertThat(DataLink.decoded("data:;base64,")).isEmpty();
    assertThat(DataLink.decoded("data:;base64,!")).isEmpty();
    assertThat(DataLink.decoded("data:;base64")).isEmpty();
  }
}
