package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.intake.BodyResult.Invalid;
import dev.darkroom.intake.BodyResult.TooLarge;
import dev.darkroom.intake.BodyResult.Understood;
import dev.darkroom.task.PictureUpload;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The declaration of a picture to upload: exactly three fields, each within its bound. */
class UploadReaderTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({"image/png, PNG, png", "image/jpeg, JPEG, jpg", "image/webp, WEBP, webp"})
  void aPictureHasItsKeyByItsHash(String contentType, PictureUpload.Type type, String extension) {
    var upload = new PictureUpload(type, 52_428_800, HASH);

    assertThat(read(body(contentType, "52428800", HASH))).isEqualTo(new Understood<>(upload));
    assertThat(upload.key()).isEqualTo("references/" + HASH + "." + extension);
  }

  /** The same picture has one key, however its hash is written. */
  @Test
  void aHashInUpperCaseIsTheSame() {
    assertThat(read(body("image/png", "1", HASH.toUpperCase(Locale.ROOT))))
        .isEqualTo(new Understood<>(new PictureUpload(PictureUpload.Type.PNG, 1, HASH)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/gif | 1 | contentType | must be \"image/png\", \"image/jpeg\" or \"image/webp\"",
        "IMAGE/PNG | 1 | contentType | must be",
        "image/png; q=1 | 1 | contentType | must be",
        "image/png | 0 | size | must be a whole number of at least 1",
        "image/png | -1 | size | must be a whole number of at least 1",
        "image/png | 1.5 | size | must be a whole number",
        "image/png | \"1\" | size | without quotes",
        "image/png | 52428801 | size | is 52428801 bytes; at most 52428800: send a smaller",
        "image/png | 9e99 | size | must be a whole number"
      })
  void whatCannotBeUploadedIsNamed(String type, String size, String path, String message) {
    assertThat(faults(body(type, size, HASH)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.path()).isEqualTo(path);
              assertThat(fault.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource({"'', must be 64", "../../x, must be 64", "ab, must be 64"})
  void whatIsNoHashIsNamed(String hash, String message) {
    assertThat(faults(body("image/png", "1", hash)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.path()).isEqualTo("sha256");
              assertThat(fault.message()).contains(message, "SHA-256");
            });
    assertThat(faults(body("image/png", "1", HASH + "0"))).hasSize(1);
    assertThat(faults(body("image/png", "1", HASH.replace('f', 'g')))).hasSize(1);
  }

  @Test
  void everyFieldThatIsMissingIsNamedWithWhatItIs() {
    assertThat(faults("")).extracting(Fault::path).containsExactly("contentType", "size", "sha256");
    assertThat(faults("{\"size\":null}"))
        .allSatisfy(fault -> assertThat(fault.message()).startsWith("is missing: "));
  }

  @Test
  void aFieldThatIsNotKnownIsNamedWithTheNearest() {
    var misspelt = body("image/png", "1", HASH).replace("sha256", "sha265");

    assertThat(faults(misspelt).getFirst())
        .isEqualTo(new Fault("sha265", "is not a known field; did you mean sha256?"));
    assertThat(faults("[]")).extracting(Fault::path).contains("");
  }

  @Test
  void theBodyIsBounded() {
    assertThat(read(" ".repeat(SmallBody.MAX_BYTES) + "{}")).isEqualTo(new TooLarge<>(8192));
  }

  private static String body(String contentType, String size, String hash) {
    return "{\"contentType\":\"%s\",\"size\":%s,\"sha256\":\"%s\"}"
        .formatted(contentType, size, hash);
  }

  private static List<Fault> faults(String body) {
    return ((Invalid<?>) read(body)).rejection().faults();
  }

  private static BodyResult<PictureUpload> read(String body) {
    return UploadReader.read(body.getBytes(UTF_8));
  }
}
