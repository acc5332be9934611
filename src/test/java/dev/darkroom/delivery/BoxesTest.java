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
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes of an MP4 and elements of a WebM, byte by byte. */
class BoxesTest {
  private static final Complete MP4 = new Complete(MediaFormat.MP4, 640, 480);
  private static final Truncated MP4_CUT =
      new Truncated("the end of the MP4 is missing", Optional.of(MP4));
  private static final byte[] BRAND = brand("isom");
  private static final byte[] FILM = movie(track("vide", header(640, 480)));
  private static final long FARTHEST = 1L << 40;

  private static final Complete WEBM = new Complete(MediaFormat.WEBM, 0, 0);
  private static final Truncated WEBM_CUT =
      new Truncated("the end of the WEBM is missing", Optional.of(WEBM));
  private static final byte[] EBML = element(bytes(0x1a, 0x45, 0xdf, 0xa3), 0x87, type("webm"));
  private static final byte[] SEGMENT = bytes(0x18, 0x53, 0x80, 0x67);
  private static final byte[] CLUSTER = bytes(0x1f, 0x43, 0xb6, 0x75);

  @Test
  void aFilmIsItsDescriptionAndItsData() throws IOException {
    assertThat(read(BRAND, FILM, data(20))).isEqualTo(MP4);
    assertThat(read(BRAND, data(20), FILM)).isEqualTo(MP4);
    assertThat(read(BRAND, data(20))).isEqualTo(new Truncated("the end of the MP4 is missing"));
    assertThat(read(BRAND, FILM)).isEqualTo(new Truncated("the end of the MP4 is missing"));
  }

  @Test
  void theFirstDescriptionCounts() throws IOException {
    var other = movie(track("vide", header(320, 180)));

    assertThat(read(BRAND, FILM, other, data(20))).isEqualTo(MP4);
  }

  @Test
  void aDescriptionThatIsCutTellsNothing() throws IOException {
    assertThat(read(BRAND, data(20), Arrays.copyOf(FILM, FILM.length - 1)))
        .isEqualTo(new Truncated("the end of the MP4 is missing"));
  }

  @Test
  void dataThatAreCutLeaveTheSize() throws IOException {
    var data = data(20);

    assertThat(read(BRAND, FILM, Arrays.copyOf(data, data.length - 1))).isEqualTo(MP4_CUT);
    assertThat(read(BRAND, FILM, Arrays.copyOf(data, 8))).isEqualTo(MP4_CUT);
  }

  @Test
  void aPieceIsItsHeaderAndTheDataBehindIt() throws IOException {
    var piece = box("moof", new byte[16]);

    assertThat(read(BRAND, FILM, piece, data(20))).isEqualTo(MP4);
    assertThat(read(BRAND, FILM, piece, box("free"), data(20))).isEqualTo(MP4);
    assertThat(read(BRAND, FILM, piece, data(20), piece)).isEqualTo(MP4_CUT);
    assertThat(read(BRAND, FILM, piece, data(20), piece, box("free"))).isEqualTo(MP4_CUT);
  }

  @Test
  void bytesBehindAFilmThatBeginNoBoxAreIgnored() throws IOException {
    assertThat(read(BRAND, FILM, data(20), bytes(0, 0, 0, 9, 'm', 'd', 'a'))).isEqualTo(MP4);
    assertThat(read(BRAND, FILM, data(20), bytes(0, 0, 0, 9, 'm', 'd', 'a', 't')))
        .isEqualTo(MP4_CUT);
    assertThat(read(BRAND, FILM, data(20), bytes(0, 0, 0, 9, 'x', 'd', 'a', 't'))).isEqualTo(MP4);
  }

  @Test
  void aBoxEndsWithinTheFarthestPlausibleFile() throws IOException {
    long before = BRAND.length + (long) FILM.length;

    assertThat(read(BRAND, FILM, longBox("mdat", FARTHEST - before))).isEqualTo(MP4_CUT);
    assertThat(read(BRAND, FILM, longBox("mdat", FARTHEST - before + 1)))
        .isInstanceOf(Unreadable.class);
    assertThat(read(BRAND, FILM, longBox("mdat", 16))).isEqualTo(MP4);
  }

  @Test
  void soManyBoxesAreLookedAtAndNoMore() throws IOException {
    int known = 11; // those of the brand, the film and its data, as often as they are looked at
    var most = Collections.nCopies(Mp4Header.MAX_BOXES - known, box("free")).toArray(byte[][]::new);

    assertThat(read(BRAND, joined(most), data(20), FILM)).isEqualTo(MP4);
    assertThat(read(BRAND, joined(most), box("free"), data(20), FILM))
        .isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 84, true", "0, 83, false", "1, 96, true", "1, 95, false"})
  void aTracksHeaderEndsBehindItsSize(int version, int length, boolean isWhole) throws IOException {
    var whole = header(version, 1, 0, 640, 480);
    var header = box("tkhd", Arrays.copyOfRange(whole, 8, 8 + length));

    assertThat(whole).hasSizeGreaterThanOrEqualTo(8 + length);
    assertThat(read(BRAND, movie(track("vide", header)), data(20)))
        .isEqualTo(isWhole ? MP4 : new Unreadable("its MP4 header is damaged"));
  }

  /** The first two and the fourth and fifth number of the matrix. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, false",
    "-1, 0, 0, -1, false",
    "0, 1, -1, 0, true",
    "0, -1, 1, 0, true",
    "0, 0, 0, 0, false",
    "1, 1, -1, 0, false",
    "0, 1, -1, 1, false"
  })
  void onlyAQuarterTurnSwapsTheSides(int a, int b, int c, int d, boolean isTurned)
      throws IOException {
    var header = header(640, 480);
    int matrix = header.length - 8 - 36;
    int[] values = {a, b, 0, c, d};
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(big((long) values[i] << 16, 4), 0, header, matrix + 4 * i, 4);
    }

    assertThat(read(BRAND, movie(track("vide", header)), data(20)))
        .isEqualTo(isTurned ? new Complete(MediaFormat.MP4, 480, 640) : MP4);
  }

  @Test
  void aBoxEndsWithinItsParent() throws IOException {
    var track = track("vide", header(640, 480));

    assertThat(read(BRAND, movie(track, new byte[7]), data(20))).as("a few bytes").isEqualTo(MP4);
    assertThat(read(BRAND, movie(track, bytes(0, 0, 0, 8), ascii("free")), data(20)))
        .isEqualTo(MP4);
    assertThat(read(BRAND, movie(track, bytes(0, 0, 0, 9), ascii("free")), data(20)))
        .isInstanceOf(Unreadable.class);
    assertThat(read(BRAND, movie(track, bytes(0, 0, 0, 0), ascii("free"), new byte[9]), data(20)))
        .as("to the end of its parent")
        .isEqualTo(MP4);
  }

  @Test
  void aWebmIsAsLongAsItsSegment() throws IOException {
    var segment = element(SEGMENT, 0x83, bytes(0xec, 0x81, 0));

    assertThat(read(EBML, segment)).isEqualTo(WEBM);
    assertThat(read(EBML, segment, new byte[5])).isEqualTo(WEBM);
    assertThat(read(EBML, Arrays.copyOf(segment, segment.length - 1))).isEqualTo(WEBM_CUT);
    assertThat(read(EBML, CLUSTER, bytes(0x80)))
        .isEqualTo(new Unreadable("its WebM header is damaged"));
  }

  @Test
  void aSegmentOfOpenSizeIsAsLongAsTheElementsThatAreKnown() throws IOException {
    var open = joined(EBML, SEGMENT, bytes(0xff));
    var cluster = element(CLUSTER, 0x84, bytes(1, 2, 3, 4));

    assertThat(read(open, cluster)).isEqualTo(WEBM);
    assertThat(read(open, cluster, new byte[9])).isEqualTo(WEBM);
    assertThat(read(open, CLUSTER, bytes(0xff, 0xe7, 0x81, 0))).isEqualTo(WEBM);
    assertThat(read(open, CLUSTER, bytes(0xff, 0xe7, 0x82, 0))).isEqualTo(WEBM_CUT);
    assertThat(read(open, cluster, CLUSTER)).as("an element without its size").isEqualTo(WEBM_CUT);
    assertThat(read(open, bytes(0xec, 0x80)))
        .isEqualTo(new Truncated("the end of the WEBM is missing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "114d9b74", "1549a966", "1654ae6b", "1c53bb6b", "1254c367", "1941a469", "1043a770", "ec",
        "bf", "e7", "a3", "a0", "ab", "a7", "af", "5854"
      })
  void theElementsOfASegmentAreKnown(String id) throws IOException {
    var known = java.util.HexFormat.of().parseHex(id);

    assertThat(read(EBML, SEGMENT, bytes(0xff), CLUSTER, bytes(0x80), known, bytes(0x82, 0)))
        .as("cut in its content")
        .isEqualTo(WEBM_CUT);
  }

  /** A size of n bytes begins with n - 1 zeros; one that is all ones is open. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aSizeHasOneToEightBytes(int length) throws IOException {
    var five = big(5, length);
    five[0] |= (byte) (0x80 >> (length - 1));
    var open = new byte[length];
    Arrays.fill(open, (byte) 0xff);
    open[0] = (byte) (0xff >> (length - 1));

    assertThat(read(EBML, SEGMENT, five, new byte[5])).isEqualTo(WEBM);
    assertThat(read(EBML, SEGMENT, five, new byte[4])).isEqualTo(WEBM_CUT);
    assertThat(read(EBML, SEGMENT, open, element(CLUSTER, 0x80))).isEqualTo(WEBM);
  }

  @Test
  void aSizeOfMoreThanEightBytesIsNone() throws IOException {
    assertThat(read(EBML, SEGMENT, bytes(0x00), new byte[20])).isEqualTo(WEBM_CUT);
  }

  @Test
  void theTypeIsLookedForInTheHeaderAlone() throws IOException {
    var before = joined(bytes(0x42, 0x86, 0x81, 1), type("webm"));
    var id = bytes(0x1a, 0x45, 0xdf, 0xa3);
    var film = element(SEGMENT, 0x80);

    assertThat(read(element(id, 0x80 | before.length, before), film)).isEqualTo(WEBM);
    assertThat(read(element(id, 0x84, bytes(0x42, 0x86, 0x81, 1)), type("webm"), film))
        .isInstanceOf(Unsupported.class);
    assertThat(read(element(id, 0x8b, type("matroska")), film)).isInstanceOf(Unsupported.class);
  }

  @ParameterizedTest
  @CsvSource({"4096, true", "4097, false"})
  void aHeaderIsNoLongerThanItCanBe(int size, boolean isTaken) throws IOException {
    var type = type("webm");
    var rest = size - type.length;
    var filler = joined(bytes(0xec, 0x40 | (rest - 3) >> 8, rest - 3), new byte[rest - 3]);
    var header =
        joined(bytes(0x1a, 0x45, 0xdf, 0xa3, 0x40 | size >> 8, size), filler, type("webm"));

    assertThat(read(header, element(SEGMENT, 0x80)) instanceof Complete).isEqualTo(isTaken);
  }

  private static byte[] type(String name) {
    return joined(bytes(0x42, 0x82, 0x80 | name.length()), ascii(name));
  }

  private static byte[] element(byte[] id, int size, byte... content) {
    return joined(id, bytes(size), content);
  }

  private static MediaHeader read(byte[]... parts) throws IOException {
    return MediaHeader.read(new CountedBytes(joined(parts)));
  }
}
