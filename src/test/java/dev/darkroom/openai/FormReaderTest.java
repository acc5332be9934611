package dev.darkroom.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.testing.Multipart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms from strangers: whole or refused, and never an exception. */
class FormReaderTest {
  private static final byte[] BYTES = {0, 13, 10, 45, 45, -1, 7};

  @Test
  void textsAndFilesAreReadExactly() {
    var form =
        read(
            new Multipart()
                .text("prompt", "a fox\r\n--, „röd“ 🦊")
                .file("image", "x", "y/z", BYTES));

    assertThat(form.faults()).isEmpty();
    assertThat(form.fields().path("prompt").asText()).isEqualTo("a fox\r\n--, „röd“ 🦊");
    assertThat(form.pictures()).singleElement().isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "image[]", "image[0]", "image[12]"})
  void aPictureHasOneOfItsNames(String name) {
    assertThat(read(new Multipart().file(name, "x", "image/png", BYTES)).pictures()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"picture", "imagex", "image[x]", "prompt"})
  void anotherFileIsAFault(String name) {
    var form = read(new Multipart().file(name, "x", "image/png", BYTES));

    assertThat(form.pictures()).isEmpty();
    assertThat(form.faults()).extracting(Fault::path).containsExactly(name);
  }

  @Test
  void aFieldGivenTwiceIsAFault() {
    assertThat(paths(new Multipart().text("n", "1").text("n", "1"))).containsExactly("n");
    assertThat(paths(new Multipart().text("metadata[a]", "1").text("metadata[a]", "1")))
        .containsExactly("metadata[a]");
    assertThat(paths(new Multipart().text("metadata", "{}").text("metadata[]", "1")))
        .containsExactly("metadata");
    assertThat(paths(new Multipart().text("images[]", "a").text("images[b]", "1")))
        .containsExactly("images[b]");
  }

  @Test
  void aTextThatIsNotUtf8IsAFault() {
    assertThat(
            paths(new Multipart().part("form-data; name=prompt", "", "røv".getBytes(ISO_8859_1))))
        .containsExactly("prompt");
    assertThat(
            paths(
                new Multipart()
                    .part(
                        "form-data; name=prompt",
                        "Content-Type: text/plain; charset=utf-16\r\n",
                        "fox".getBytes(UTF_16))))
        .as("Netty looks for a boundary in UTF-16 and finds none")
        .containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "Content-Type: text/plain; charset=klingon\r\n",
        "no header\r\n"
      })
  void anEncodingThatIsNotReadIsAFault(String header) {
    var form =
        read(new Multipart().part("form-data; name=\"prompt\"", header, "Zm94".getBytes(UTF_8)));

    assertThat(form.faults().isEmpty() && form.fields().path("prompt").asText().equals("fox"))
        .as("nobody decodes it silently")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=another",
        "multipart/form-data; boundary=\"--\n--\"",
        "multipart/form-data; boundary=-"
      })
  void aFormWithAnotherBoundaryIsRefused(String type) {
    var form = FormReader.read(type, new Multipart().text("n", "1").bytes(), FormReaderTest::json);

    assertThat(form.faults()).isNotEmpty();
  }

  @Test
  void aFormThatEndsAnywhereIsRefused() {
    var form = new Multipart().text("prompt", "fox").file("image", "x", "image/png", BYTES);
    var whole = form.bytes();

    for (int length = 0; length < whole.length - 2; length++) {
      assertThat(
              FormReader.read(form.type(), Arrays.copyOf(whole, length), FormReaderTest::json)
                  .faults())
          .as("the first %s of %s bytes", length, whole.length)
          .isNotEmpty();
    }
  }

  @Test
  void tenThousandPartsAreRefused() {
    var form = new Multipart();
    for (int part = 0; part < 10_000; part++) {
      form.text("f" + part, "x");
    }

    assertThat(read(form).faults()).extracting(Fault::message).first().asString().contains("128");
  }

  @Test
  void hugeHeadersAreReadOrRefused() {
    var name = "n".repeat(1 << 20);
    var form = read(new Multipart().part("form-data; name=\"" + name + "\"", "", BYTES));
    var lines = read(new Multipart().part("form-data; name=a", "x: y\r\n".repeat(1 << 16), BYTES));

    assertThat(form.faults().toString()).hasSizeLessThan(1000);
    assertThatCode(lines::faults).doesNotThrowAnyException();
  }

  @Test
  void whateverComesIsAFormOrAFault() {
    var form =
        new Multipart()
            .text("prompt", "fox")
            .text("metadata[a]", "b")
            .file("image", "x", "y/z", BYTES);
    var random = new Random(4711);
    for (int run = 0; run < 3000; run++) {
      var bytes = form.bytes();
      for (int change = random.nextInt(1, 8); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> FormReader.read(form.type(), bytes, FormReaderTest::json))
          .as("run %s", run)
          .doesNotThrowAnyException();
    }
  }

  private static ImageForm read(Multipart form) {
    return FormReader.read(form.type(), form.bytes(), FormReaderTest::json);
  }

  private static List<String> paths(Multipart form) {
    return read(form).faults().stream().map(Fault::path).toList();
  }

  private static Optional<JsonNode> json(String text) {
    return text.startsWith("{")
        ? Optional.of(JsonNodeFactory.instance.objectNode())
        : Optional.empty();
  }
}
