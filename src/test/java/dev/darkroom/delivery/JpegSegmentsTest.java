package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.bytes;
import static dev.darkroom.delivery.Pictures.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each marker of a JPEG means, and how far a reader looks. */
class JpegSegmentsTest {
  private static final byte[] START = bytes(0xff, 0xd8);
  private static final byte[] FRAME = frame(0xc0, 32, 48);
  private static final byte[] SCAN = bytes(0xff, 0xda, 0, 2, 1, 2, 3);
  private static final byte[] END = bytes(0xff, 0xd9);
  private static final byte[] EMPTY = bytes(0xff, 0xfe, 0, 2);
  private static final byte[] PICTURE = joined(START, FRAME, SCAN, END);
  private static final Complete WHOLE = new Complete(MediaFormat.JPEG, 48, 32);
  private static final List<Integer> TABLES = List.of(0xc4, 0xc8, 0xcc);
  private static final int BLOCK = 64 * 1024;
  private static final int MOST_SEGMENTS = 4096;

  @Test
  void anyFrameHasTheSizeAndNoTableHas() throws IOException {
    for (int marker = 0xc0; marker <= 0xcf; marker++) {
      var header = read(START, frame(marker, 32, 48), SCAN, END);

      assertThat(header.equals(WHOLE))
          .as(Integer.toHexString(marker))
          .isEqualTo(!TABLES.contains(marker));
    }
    assertThat(read(START, frame(0xbf, 32, 48), SCAN, END)).isInstanceOf(Unreadable.class);
    assertThat(read(START, frame(0xdd, 32, 48), SCAN, END)).isInstanceOf(Unreadable.class);
  }

  @Test
  void beforeTheFrameOnlySegmentsStand() throws IOException {
    for (int marker = 0; marker <= 0xff; marker++) {
      var header = read(START, bytes(0xff, marker, 0, 2), FRAME, SCAN, END);

      boolean isSegment = isIn(marker, 0x02, 0xcf) || isIn(marker, 0xdb, 0xfe);
      assertThat(header.equals(WHOLE)).as(Integer.toHexString(marker)).isEqualTo(isSegment);
    }
  }

  /** A segment without a length is damage; the same bytes in coded data are none. */
  @Test
  void inCodedDataOnlySegmentsAndTheEndAreMarkers() throws IOException {
    for (int marker = 0; marker <= 0xff; marker++) {
      var header = read(START, FRAME, SCAN, bytes(0xff, marker, 0, 0, 5), END, bytes(0, 0));

      boolean isSegment = isIn(marker, 0xc0, 0xcf) || isIn(marker, 0xda, 0xfe);
      assertThat(header instanceof Truncated).as(Integer.toHexString(marker)).isEqualTo(isSegment);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 3, BLOCK - 2, BLOCK - 1, BLOCK, 2 * BLOCK - 3, 2 * BLOCK})
  void theEndOfCodedDataIsFoundWhereverItIs(int length) throws IOException {
    var scan = joined(bytes(0xff, 0xda, 0, 2), new byte[length]);

    assertThat(read(START, FRAME, scan, END, bytes(7))).isEqualTo(WHOLE);
    assertThat(read(START, FRAME, scan, bytes(0xff))).isEqualTo(truncated(Optional.of(WHOLE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK})
  void anyNumberOfFillBytesMayPrecedeAMarker(int count) throws IOException {
    var fill = new byte[count];
    Arrays.fill(fill, (byte) 0xff);

    assertThat(read(START, fill, FRAME, SCAN, END)).isEqualTo(WHOLE);
    assertThat(read(START, fill)).isEqualTo(new Truncated("the end of the JPEG is missing"));
  }

  @Test
  void aFrameThatIsTooShortForItsSizeHasNone() throws IOException {
    var short6 = bytes(0xff, 0xc0, 0, 6, 8, 0, 32, 0);

    assertThat(read(START, short6, SCAN, END)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 4, 32", "0, 3, 0", "16, 4, 16"})
  void theHeightMayFollowTheScanWhereTheFrameHasNone(int first, int length, int height)
      throws IOException {
    var lines = Arrays.copyOf(bytes(0xff, 0xdc, 0, length, 0, 32), 2 + length);

    var header = read(START, frame(0xc0, first, 48), SCAN, lines, END);

    assertThat(header instanceof Complete).isEqualTo(height > 0);
    if (header instanceof Complete complete) {
      assertThat(complete).isEqualTo(new Complete(MediaFormat.JPEG, 48, height));
    }
  }

  @Test
  void aSegmentThatIsCutHidesNoScanThatCameBefore() throws IOException {
    assertThat(read(START, FRAME, bytes(0xff, 0xe0, 0, 9))).isEqualTo(truncated(Optional.empty()));
    assertThat(read(START, FRAME, SCAN, bytes(0xff, 0xe0, 0, 9)))
        .isEqualTo(truncated(Optional.of(WHOLE)));
  }

  @Test
  void soManySegmentsAreLookedAtAndNoMore() throws IOException {
    int others = MOST_SEGMENTS - 2; // the frame and the scan

    assertThat(read(START, many(EMPTY, others), FRAME, SCAN, END)).isEqualTo(WHOLE);
    assertThat(read(START, many(EMPTY, others + 1), FRAME, SCAN, END))
        .isInstanceOf(Unreadable.class);
  }

  /** Each costs its start and its segments. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void soManyPicturesBehindAPictureAreLookedAtAndNoMore(int segments) throws IOException {
    var first = joined(START, many(EMPTY, segments), FRAME, SCAN, END);

    assertThat(read(first, many(PICTURE, 1_300), START)).isEqualTo(truncated(Optional.of(WHOLE)));
    assertThat(read(first, many(PICTURE, 1_400), START)).isEqualTo(WHOLE);
  }

  @Test
  void whatFollowsAPictureIsAnotherOnlyIfItBeginsAsOne() throws IOException {
    assertThat(read(PICTURE, bytes(0xff, 0xd8, 0))).isEqualTo(WHOLE);
    assertThat(read(PICTURE, bytes(0xff, 0xd8))).isInstanceOf(Truncated.class);
    assertThat(read(PICTURE, bytes(0xff, 0xd8, 0xff))).isInstanceOf(Truncated.class);
    assertThat(read(PICTURE, PICTURE, PICTURE)).isEqualTo(WHOLE);
    assertThat(read(PICTURE, PICTURE, Arrays.copyOf(PICTURE, 9)))
        .isEqualTo(truncated(Optional.of(WHOLE)));
  }

  @Test
  void onlyWholeExifOfTheFirstMetadataTurnsThePicture() throws IOException {
    var exif =
        joined(
            bytes('E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0),
            bytes(0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0xff, 0xfe));

    var turned = new Complete(MediaFormat.JPEG, 32, 48);
    assertThat(read(START, bytes(0xff, 0xe1, 0, 30), exif, FRAME, SCAN, END)).isEqualTo(turned);
    assertThat(read(START, bytes(0xff, 0xe2, 0, 30), exif, FRAME, SCAN, END)).isEqualTo(WHOLE);
    assertThat(read(START, bytes(0xff, 0xe1, 0, 28), exif, bytes(0, 2), FRAME, SCAN, END))
        .as("its last two bytes are a marker")
        .isEqualTo(WHOLE);
  }

  @Test
  void theEndIsBehindTheScanAndNotInItsHeader() throws IOException {
    assertThat(read(START, FRAME, bytes(0xff, 0xda, 0, 2), END)).isEqualTo(WHOLE);
    assertThat(read(START, FRAME, bytes(0xff, 0xda, 0, 4, 0xff, 0xd9)))
        .isEqualTo(truncated(Optional.of(WHOLE)));
  }

  private static boolean isIn(int marker, int first, int last) {
    return marker >= first && marker <= last;
  }

  private static byte[] frame(int marker, int height, int width) {
    return bytes(0xff, marker, 0, 7, 8, 0, height, 0, width);
  }

  private static byte[] many(byte[] part, int count) {
    return joined(Collections.nCopies(count, part).toArray(byte[][]::new));
  }

  private static Truncated truncated(Optional<Complete> soFar) {
    return new Truncated("the end of the JPEG is missing", soFar);
  }

  private static MediaHeader read(byte[]... parts) throws IOException {
    return MediaHeader.read(new CountedBytes(joined(parts)));
  }
}
