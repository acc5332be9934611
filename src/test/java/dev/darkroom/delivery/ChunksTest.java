package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.ascii;
import static dev.darkroom.delivery.Pictures.bytes;
import static dev.darkroom.delivery.Pictures.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks of PNG and WebP, byte by byte. */
class ChunksTest {
  private static final Complete PNG = new Complete(MediaFormat.PNG, 48, 32);
  private static final Complete WEBP = new Complete(MediaFormat.WEBP, 48, 32);
  private static final byte[] PNG_HEAD =
      joined(
          bytes(0x89),
          ascii("PNG\r\n"),
          bytes(0x1a, '\n'),
          chunk("IHDR", bytes(0, 0, 0, 48, 0, 0, 0, 32, 8, 2, 0, 0, 0)));

  /** Orientation 6: it lies on its side. */
  private static final byte[] EXIF =
      joined(
          ascii("MM\0*"), bytes(0, 0, 0, 8, 0, 1), bytes(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0));

  @Test
  void aPngEndsWithItsLastChunkAndNotBefore() throws IOException {
    var png = joined(PNG_HEAD, chunk("IDAT", new byte[5]), chunk("IEND"));

    assertThat(read(png)).isEqualTo(PNG);
    assertThat(read(Arrays.copyOf(png, png.length - 1)))
        .isEqualTo(new Truncated("the end of the PNG is missing", Optional.of(PNG)));
  }

  /** A picture has begun with the name of its chunk. */
  @ParameterizedTest
  @CsvSource({"7, false", "8, true", "11, true", "12, true"})
  void aPngThatIsCutHasAPictureOnceItsDataBegan(int bytes, boolean hasBegun) throws IOException {
    var data = Arrays.copyOf(chunk("IDAT", new byte[5]), bytes);

    assertThat(read(PNG_HEAD, data))
        .isEqualTo(
            new Truncated("the end of the PNG is missing", Optional.of(PNG).filter(_ -> hasBegun)));
  }

  @Test
  void aPngWhoseFirstChunkIsAnotherIsDamaged() throws IOException {
    var longer = PNG_HEAD.clone();
    longer[11] = 14;
    var other = PNG_HEAD.clone();
    other[12] = 'J';

    assertThat(read(longer, chunk("IDAT"), chunk("IEND"))).isInstanceOf(Unreadable.class);
    assertThat(read(other, chunk("IDAT"), chunk("IEND"))).isInstanceOf(Unreadable.class);
  }

  @Test
  void theLengthOfAPngChunkHas31Bits() throws IOException {
    var longest = joined(bytes(0x7f, 0xff, 0xff, 0xff), ascii("tEXt"), new byte[20]);
    var tooLong = joined(bytes(0x80, 0, 0, 0), ascii("tEXt"), new byte[20]);

    assertThat(read(PNG_HEAD, longest)).isInstanceOf(Truncated.class);
    assertThat(read(PNG_HEAD, tooLong)).isInstanceOf(Unreadable.class);
  }

  @Test
  void onlyExifInItsOwnChunkTurnsAPng() throws IOException {
    var rest = joined(chunk("IDAT"), chunk("IEND"));

    assertThat(read(PNG_HEAD, chunk("eXIf", EXIF), rest))
        .isEqualTo(new Complete(MediaFormat.PNG, 32, 48));
    assertThat(read(PNG_HEAD, chunk("iTXt", EXIF), rest)).isEqualTo(PNG);
    assertThat(read(PNG_HEAD, chunk("eXIf", EXIF), chunk("IDAT")))
        .isEqualTo(
            new Truncated(
                "the end of the PNG is missing",
                Optional.of(new Complete(MediaFormat.PNG, 32, 48))));
  }

  @Test
  void theUpperBitsBesideTheSizeOfAWebpAreNoPartOfIt() throws IOException {
    var lossy = Pictures.lossyWebp(48, 32);
    lossy[27] |= (byte) 0xc0; // how much to scale
    lossy[29] |= (byte) 0xc0;
    var lossless = Pictures.losslessWebp(48, 32);
    lossless[24] |= (byte) 0xf0; // alpha, version

    assertThat(read(lossy)).isEqualTo(WEBP);
    assertThat(read(lossless)).isEqualTo(WEBP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VP8 ", "VP8L", "JUNK"})
  void aWebpWithoutASizeIsDamagedUnlessItIsTooShortForOne(String type) throws IOException {
    var head = joined(ascii("RIFF0000WEBP" + type), new byte[14]);

    assertThat(read(head)).isInstanceOf(Unreadable.class);
    assertThat(read(Arrays.copyOf(head, 29))).isInstanceOf(Truncated.class);
  }

  /** The padding of the last chunk is left out by some encoders. */
  @ParameterizedTest
  @CsvSource({
    "20, 20, true",
    "20, 19, false",
    "21, 22, true",
    "21, 21, false", // a byte of the container is missing
    "21, 20, false"
  })
  void aWebpIsWholeWithAllOfItsContainer(int length, int there, boolean isWhole)
      throws IOException {
    var header = webp(8 + length + (length & 1), length, there);

    assertThat(header instanceof Complete).isEqualTo(isWhole);
    assertThat(header)
        .isEqualTo(
            isWhole ? WEBP : new Truncated("the end of the WEBP is missing", Optional.of(WEBP)));
  }

  @Test
  void aContainerThatEndsWithAnOddChunkNeedsNoPadding() throws IOException {
    assertThat(webp(8 + 21, 21, 21)).isEqualTo(WEBP);
    assertThat(webp(8 + 21, 21, 20)).isInstanceOf(Truncated.class);
  }

  @Test
  void aWebpGoesOnToItsPictureWhateverItsContainerSays() throws IOException {
    var picture = Pictures.extendedWebp(48, 32);
    picture[4] = 22; // as if it ended before its picture

    assertThat(read(picture)).isEqualTo(WEBP);
    assertThat(read(Arrays.copyOf(picture, 30)))
        .isEqualTo(new Truncated("the end of the WEBP is missing"));
    assertThat(read(Arrays.copyOf(picture, 37)))
        .isEqualTo(new Truncated("the end of the WEBP is missing"));
    assertThat(read(Arrays.copyOf(picture, 38)))
        .isEqualTo(new Truncated("the end of the WEBP is missing", Optional.of(WEBP)));
  }

  @Test
  void whatFollowsThePictureInItsContainerMustBeThere() throws IOException {
    var picture = Pictures.extendedWebp(48, 32);
    var more = joined(ascii("XMP "), bytes(2, 0, 0, 0, 1, 2));
    picture[4] += (byte) 10;

    assertThat(read(picture, more)).isEqualTo(WEBP);
    assertThat(read(picture, Arrays.copyOf(more, 9))).isInstanceOf(Truncated.class);
    assertThat(read(picture, Arrays.copyOf(more, 7))).isInstanceOf(Truncated.class);
    assertThat(read(picture)).isInstanceOf(Truncated.class);
  }

  @Test
  void anEmptyChunkAtTheEndOfItsContainerMustBeThereAsWell() throws IOException {
    var picture = Pictures.extendedWebp(48, 32);
    picture[4] += (byte) 8;

    assertThat(read(picture, ascii("XMP "), new byte[4])).isEqualTo(WEBP);
    assertThat(read(picture)).isInstanceOf(Truncated.class);
  }

  @Test
  void onlyExifInItsOwnChunkTurnsAWebp() throws IOException {
    var picture = Pictures.extendedWebp(48, 32);
    picture[4] += (byte) (8 + EXIF.length);
    var length = bytes(EXIF.length, 0, 0, 0);

    assertThat(read(picture, ascii("EXIF"), length, EXIF))
        .isEqualTo(new Complete(MediaFormat.WEBP, 32, 48));
    assertThat(read(picture, ascii("XMP "), length, EXIF)).isEqualTo(WEBP);
  }

  /** Its container and its only chunk claim so many bytes; some are there. */
  private static MediaHeader webp(int claimed, int length, int there) throws IOException {
    var frame = Arrays.copyOf(bytes(0x10, 0, 0, 0x9d, 0x01, 0x2a, 48, 0, 32, 0), there);
    return read(
        ascii("RIFF"),
        bytes(4 + claimed, 0, 0, 0),
        ascii("WEBPVP8 "),
        bytes(length, 0, 0, 0),
        frame);
  }

  private static byte[] chunk(String type, byte... content) {
    return joined(Videos.big(content.length, 4), ascii(type), content, new byte[4]);
  }

  private static MediaHeader read(byte[]... parts) throws IOException {
    return MediaHeader.read(new CountedBytes(joined(parts)));
  }
}
