package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content codings of a body, without a server. */
class BodyDecoderTest {
  private static final byte[] TEXT = Pictures.ascii("a page of a hundred letters".repeat(4));
  private static final long ROOM = 10_000;

  @Test
  void aBodyWithoutCodingsIsLeftAsItIs() throws IOException {
    assertThat(decoded(TEXT, List.of(), 1)).isEqualTo(TEXT);
  }

  /** One byte more shows that the limit is passed. */
  @ParameterizedTest
  @CsvSource({"108, 108", "107, 108", "109, 108", "50, 51", "0, 1"})
  void oneByteMoreThanTheLimitComesOut(int limit, int length) throws IOException {
    assertThat(TEXT).hasSize(108);

    assertThat(decoded(gzip(TEXT), List.of("gzip"), limit)).hasSize(length);
  }

  @Test
  void asManyCodingsAsProxiesApplyAreRemovedAndNoMore() throws IOException {
    var three = Collections.nCopies(3, "gzip");
    var four = Collections.nCopies(4, "gzip");

    assertThat(decoded(gzip(gzip(gzip(TEXT))), three, ROOM)).isEqualTo(TEXT);
    assertThatThrownBy(() -> decoded(gzip(gzip(gzip(gzip(TEXT)))), four, ROOM))
        .isInstanceOf(IOException.class)
        .hasMessage("it is encoded more than 3 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "something"})
  void anEmptyBodyHasNoCoding(String encoding) throws IOException {
    assertThat(decoded(new byte[0], List.of(encoding), ROOM)).isEmpty();
  }

  @Test
  void deflateComesWithAHeaderOrWithout() throws IOException {
    assertThat(decoded(deflated(false), List.of("deflate"), ROOM)).isEqualTo(TEXT);
    assertThat(decoded(deflated(true), List.of("deflate"), ROOM)).isEqualTo(TEXT);
  }

  /** Its method is 8, and its first two bytes are a multiple of 31 (RFC 1950). */
  @Test
  void whatOnlyLooksLikeAHeaderIsNone() {
    for (byte[] body : List.of(Pictures.bytes(0x78), Pictures.bytes(0x78, 0x9d, 1, 2, 3))) {
      assertThatThrownBy(() -> decoded(body, List.of("deflate"), ROOM))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("header");
    }
  }

  @Test
  void aBodyThatIsNoGzipIsTakenAsItIs() throws IOException {
    assertThat(decoded(TEXT, List.of("gzip"), ROOM)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({"br, br", "zstd, zstd", "secret, something unknown"})
  void aCodingThatNobodyAskedForIsNamedIfItIsKnown(String encoding, String name) {
    assertThatThrownBy(() -> decoded(TEXT, List.of(encoding), ROOM))
        .hasMessage("it is encoded as " + name + ", which nobody asked for");
  }

  private static byte[] decoded(byte[] body, List<String> encodings, long limit)
      throws IOException {
    try (var stream = BodyDecoder.of(new ByteArrayInputStream(body), encodings, limit)) {
      return stream.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    return written(new GZIPOutputStream(out), out, content);
  }

  private static byte[] deflated(boolean isBare) throws IOException {
    var out = new ByteArrayOutputStream();
    return written(new DeflaterOutputStream(out, new Deflater(9, isBare)), out, TEXT);
  }

  private static byte[] written(OutputStream encoder, ByteArrayOutputStream out, byte[] content)
      throws IOException {
    try (encoder) {
      encoder.write(content);
    }
    return out.toByteArray();
  }
}
