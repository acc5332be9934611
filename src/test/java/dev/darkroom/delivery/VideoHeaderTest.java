package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.ascii;
import static dev.darkroom.delivery.Pictures.bytes;
import static dev.darkroom.delivery.Pictures.joined;
import static dev.darkroom.delivery.Videos.big;
import static dev.darkroom.delivery.Videos.box;
import static dev.darkroom.delivery.Videos.brand;
import static dev.darkroom.delivery.Videos.data;
import static dev.darkroom.delivery.Videos.header;
import static dev.darkroom.delivery.Videos.longBox;
import static dev.darkroom.delivery.Videos.movie;
import static dev.darkroom.delivery.Videos.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoHeaderTest {
  static final List<byte[]> REAL_MP4 =
      List.of(
          Videos.mp4WithItsHeaderFirst(), Videos.mp4WithItsHeaderLast(), Videos.mp4InFragments());

  static final List<byte[]> WITHOUT_AN_OPEN_END =
      List.of(
          Videos.mp4WithItsHeaderFirst(),
          Videos.mp4WithItsHeaderLast(),
          Videos.webm(),
          Videos.mp4(1920, 1080),
          joined(brand("mp42"), longBox("mdat", 36, new byte[20]), film()));

  private Path folder;

  @BeforeEach
  void take(@TempDir Path temporary) {
    folder = temporary;
  }

  @ParameterizedTest
  @FieldSource("REAL_MP4")
  void anMp4HasItsSizeWhereverItsHeaderIs(byte[] film) throws IOException {
    assertThat(read(film)).isEqualTo(new Complete(MediaFormat.MP4, 64, 48));
  }

  @Test
  void aWebmIsTakenWithoutASize() throws IOException {
    assertThat(read(Videos.webm())).isEqualTo(new Complete(MediaFormat.WEBM, 0, 0));
  }

  @Test
  void aWebmThatWasWrittenAsItCameHasAnOpenEnd() throws IOException {
    var film = Videos.webm();
    int size = 4 + 1 + (film[4] & 0x7f) + 4; // the EBML header, the segment's id
    assertThat(film[size]).isEqualTo((byte) 0x01);
    Arrays.fill(film, size + 1, size + 8, (byte) 0xff);

    assertThat(read(film)).isInstanceOf(Complete.class);
  }

  /** With a zero behind it, as GStreamer's muxer writes, or with its length in two bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0085webm\0", "\u0086webm\0\0", "@\u0004webm"})
  void aWebmMayWriteItsTypeInOtherWays(String type) throws IOException {
    var latin = java.nio.charset.StandardCharsets.ISO_8859_1;
    var film = new String(Videos.webm(), latin);
    var header = (char) (film.charAt(4) + type.length() - "\u0084webm".length());
    var other = film.substring(0, 4) + header + film.substring(5).replace("\u0084webm", type);

    assertThat(read(other.getBytes(latin))).isInstanceOf(Complete.class);
  }

  @Test
  void anyOtherMatroskaIsRefused() throws IOException {
    var film = new String(Videos.webm(), java.nio.charset.StandardCharsets.ISO_8859_1);
    var other = film.replace("webm", "webx").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThat(read(other)).isInstanceOf(Unsupported.class);
  }

  @ParameterizedTest
  @FieldSource("WITHOUT_AN_OPEN_END")
  void aVideoWithoutItsEndIsTruncatedWhereverItIsCut(byte[] film) throws IOException {
    for (int length = 0; length < film.length; length++) {
      assertThat(read(Arrays.copyOf(film, length))).isInstanceOf(Truncated.class);
    }
  }

  @Test
  void aFewBytesBehindTheLastBoxDoNoHarm() throws IOException {
    assertThat(read(joined(Videos.mp4(1920, 1080), bytes(0, 0, 0)))).isInstanceOf(Complete.class);
  }

  @Test
  void theFirstVideoTrackCounts() throws IOException {
    var film =
        joined(
            brand("isom"),
            movie(
                track("soun", header(0, 0)),
                track("vide", header(1280, 720)),
                track("vide", header(320, 180))),
            data(20));

    assertThat(read(film)).isEqualTo(new Complete(MediaFormat.MP4, 1280, 720));
  }

  @Test
  void timesOf64BitsMoveTheSize() throws IOException {
    var film = joined(brand("isom"), data(20), movie(track("vide", header(1, 1, 0, 1280, 720))));

    assertThat(read(film)).isEqualTo(new Complete(MediaFormat.MP4, 1280, 720));
  }

  @Test
  void aRotatedVideoHasItsDisplayedSize() throws IOException {
    var film = joined(brand("isom"), data(20), movie(track("vide", header(0, 0, 1, 1280, 720))));

    assertThat(read(film)).isEqualTo(new Complete(MediaFormat.MP4, 720, 1280));
  }

  @Test
  void theLastBoxMayGoOnToTheEnd() throws IOException {
    var open = joined(big(0, 4), ascii("mdat"), new byte[50]);

    assertThat(read(joined(brand("isom"), film(), open)))
        .isEqualTo(new Complete(MediaFormat.MP4, 640, 480));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 15, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 41})
  void aSizeThatNoBoxHasIsRefused(long size) throws IOException {
    var film = joined(brand("isom"), film(), longBox("mdat", size, new byte[20]));

    assertThat(read(film)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 1_000_000, -1})
  void aBoxThatIsSmallerThanItsHeaderOrLargerThanItsParentIsRefused(int size) throws IOException {
    var box = box("trak", new byte[20]);
    System.arraycopy(big(size, 4), 0, box, 0, 4);

    assertThat(read(joined(brand("isom"), movie(box), data(20)))).isInstanceOf(Unreadable.class);
  }

  @Test
  void aTrackWhoseHeaderIsTooShortIsRefused() throws IOException {
    var film = joined(brand("isom"), movie(track("vide", box("tkhd", new byte[80]))), data(20));

    assertThat(read(film)).isInstanceOf(Unreadable.class);
    assertThat(read(joined(brand("isom"), movie(track("vide", box("free"))), data(20))))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void endlessBoxesDoNotTrapTheReader() throws IOException {
    var empty = box("free");
    var many = joined(Collections.nCopies(Mp4Header.MAX_BOXES, empty).toArray(byte[][]::new));

    assertThat(read(joined(brand("isom"), film(), many, data(20)))).isInstanceOf(Unreadable.class);
    assertThat(read(joined(brand("isom"), movie(many), data(20)))).isInstanceOf(Unreadable.class);
  }

  @Test
  void soundAloneIsNoVideo() throws IOException {
    var sound = joined(brand("isom"), movie(track("soun", header(0, 0))), data(20));

    assertThat(read(sound)).isInstanceOf(Unsupported.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avif", "heic", "M4A ", "qt  "})
  void whatOnlyUsesTheSameBoxesIsRefused(String brand) throws IOException {
    assertThat(read(joined(brand(brand), film(), data(20)))).isInstanceOf(Unsupported.class);
  }

  private static byte[] film() {
    return movie(track("vide", header(640, 480)));
  }

  private MediaHeader read(byte[] content) throws IOException {
    return MediaHeader.read(Files.write(folder.resolve("film"), content));
  }
}
