package dev.darkroom.provider.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.provider.support.ResponseReader.TooLarge;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
  private static final String TEXT = "{\"id\":\"fuchs-ä\"}";

  @Test
  void anAnswerIsReadInTheCharsetThatItIsWrittenIn() throws IOException {
    for (Charset charset : List.of(UTF_8, UTF_16, UTF_16BE, UTF_16LE)) {
      assertThat(body(TEXT.getBytes(charset))).as(charset.name()).isEqualTo(TEXT);
    }
    assertThat(body(("\ufeff" + TEXT).getBytes(UTF_16LE))).isEqualTo(TEXT);
    assertThat(body("7".getBytes(UTF_16BE))).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "{}", "\u00fe!", "\u00ff!", "!\u00ff", "!\u00fe"})
  void whatIsNoUtf16IsUtf8(String latin) throws IOException {
    var bytes = latin.getBytes(ISO_8859_1);

    assertThat(body(bytes)).isEqualTo(new String(bytes, UTF_8));
  }

  @Test
  void anAnswerMayHaveEightMebibytesAndNoMore() throws IOException {
    assertThat(body(new byte[ResponseReader.MAX_BYTES])).isNotEmpty();
    assertThatThrownBy(() -> body(new byte[ResponseReader.MAX_BYTES + 1]))
        .isInstanceOf(TooLarge.class);
  }

  @Test
  void anAnswerMayHaveNoBody() throws IOException {
    assertThat(ResponseReader.of(Response.status(204).build()).body()).isEmpty();
  }

  @Test
  void headersHaveLowerCaseAndTheirFirstValueCounts() throws IOException {
    var response =
        Response.status(429).header("Retry-After", "7").header("Retry-After", "9").build();

    var answered = ResponseReader.of(response);

    assertThat(answered.status()).isEqualTo(429);
    assertThat(answered.headers()).isEqualTo(Map.of("retry-after", "7"));
  }

  private static String body(byte[] bytes) throws IOException {
    var response = Response.status(200).entity(new ByteArrayInputStream(bytes)).build();
    return ResponseReader.of(response).body();
  }
}
