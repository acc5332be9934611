package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that encode a body, though identity is all that was asked for. */
class EncodedDeliveryTest extends DeliveryFixture {
  private static final byte[] PNG = Pictures.png(640, 480);

  @ParameterizedTest
  @CsvSource({
    "gzip, gzip",
    "GZIP, gzip",
    "x-gzip, gzip",
    "'identity, gzip', gzip",
    "'gzip, identity', gzip",
    "deflate, zlib",
    "deflate, raw",
    "'gzip, gzip', gzip gzip",
    "'deflate, gzip', zlib gzip",
    "'gzip,deflate', gzip raw"
  })
  void aPictureIsStoredWithoutItsEncoding(String header, String how) throws Exception {
    gives("/fox.png", header, encoded(PNG, how), true);

    var stored = deliver("/fox.png").stored().getFirst();

    assertThat(stored.bytes()).isEqualTo(PNG.length);
    assertThat(stored.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PNG)));
    assertThat(store.kept().values())
        .allSatisfy(kept -> assertThat(kept.content()).isEqualTo(Buffer.buffer(PNG)));
  }

  @Test
  void severalPartsOfGzipAreOneBody() {
    var half = PNG.length / 2;
    var parts =
        Pictures.joined(
            encoded(Arrays.copyOf(PNG, half), "gzip"),
            encoded(Arrays.copyOfRange(PNG, half, PNG.length), "gzip"));
    gives("/fox.png", "gzip", parts, false);

    assertThat(deliver("/fox.png").stored())
        .extracting(StoredImage::bytes)
        .containsExactly((long) PNG.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, br", "aws-chunked"})
  void aPictureThatIsSaidToBeEncodedAndIsNotIsTakenAsItIs(String header) {
    gives("/fox.png", header, PNG, true);

    assertThat(deliver("/fox.png").stored()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "secret-thing", "gzip,gzip,gzip,gzip"})
  void whatWeCannotDecodeIsAskedForAgain(String header) {
    gives("/fox.png", header, new byte[500], true);

    assertThat(onlyPending(deliver("/fox.png")).message())
        .contains("encoded")
        .doesNotContain("secret");
  }

  @Test
  void anEncodedBodyThatBreaksOffIsAskedForAgain() {
    var gzip = encoded(PNG, "gzip");
    gives("/cut.png", "gzip", Arrays.copyOf(gzip, gzip.length - 3), false);
    assertThat(onlyPending(deliver("/cut.png")).code()).isEqualTo(ErrorCode.RESULT_UNAVAILABLE);

    gzip[gzip.length / 2] ^= 0x55;
    gives("/bad.png", "gzip", gzip, true);
    assertThat(onlyPending(deliver("/bad.png")).code()).isEqualTo(ErrorCode.RESULT_UNAVAILABLE);
  }

  @Test
  void anEncodedPageIsAPage() {
    gives("/fox.png", "gzip", encoded(Pictures.ascii("<html>wait a moment</html>"), "gzip"), true);

    assertThat(onlyPending(deliver("/fox.png")).code()).isEqualTo(ErrorCode.RESULT_REJECTED);
  }

  @Test
  void theLimitIsForWhatComesOut() {
    gives("/fox.png", "gzip", encoded(PNG, "gzip"), true);
    var exact = TestingConfig.roomy().withMaxBytes(PNG.length);
    assertThat(deliver(exact, "/fox.png").stored()).hasSize(1);

    var bomb = encoded(Pictures.joined(PNG, new byte[20 * TestingConfig.MIB]), "gzip gzip");
    gives("/bomb.png", "gzip, gzip", bomb, true);
    assertThat(bomb.length).isLessThan(10_000);

    var result = deliver(TestingConfig.roomy().withMaxBytes(TestingConfig.MIB), "/bomb.png");

    assertThat(result.missing())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).contains("larger than"));
  }

  private void gives(String path, String encoding, byte[] body, boolean withLength) {
    server.on(
        path,
        request ->
            request
                .response()
                .setChunked(!withLength)
                .putHeader("Content-Encoding", encoding)
                .end(Buffer.buffer(body)));
  }

  private static byte[] encoded(byte[] content, String how) {
    var result = content;
    for (var one : how.split(" ", -1)) {
      var out = new ByteArrayOutputStream();
      try (var stream = encoder(one, out)) {
        stream.write(result);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      result = out.toByteArray();
    }
    return result;
  }

  private static OutputStream encoder(String how, OutputStream out) throws IOException {
    return switch (how) {
      case "gzip" -> new GZIPOutputStream(out);
      case "zlib" -> new DeflaterOutputStream(out);
      default -> new DeflaterOutputStream(out, new Deflater(9, /* nowrap= */ true));
    };
  }
}
