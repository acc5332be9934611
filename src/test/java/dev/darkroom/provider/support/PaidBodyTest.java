package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class PaidBodyTest {
  private static final Annotation[] NONE = {};
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

  private final PaidBody body =
      new PaidBody(
          """
      {"prompt":"grün"}""");

  @Test
  void aBodyIsHandedOutOnce() throws IOException {
    assertThat(body.handOut())
        .asString()
        .isEqualTo(
            """
        {"prompt":"grün"}""");
    assertThatThrownBy(body::handOut).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyThatWasHandedOutCannotBeWithdrawn() throws IOException {
    body.handOut();

    assertThat(body.withdraw()).isFalse();
  }

  @Test
  void onlyAPaidBodyIsWrittenAsOne() {
    var writer = new PaidBodyWriter();

    assertThat(writer.isWriteable(PaidBody.class, PaidBody.class, NONE, JSON)).isTrue();
    assertThat(writer.isWriteable(String.class, String.class, NONE, JSON)).isFalse();
  }

  @Test
  void aWithdrawnBodyIsNeverHandedOut() {
    assertThat(body.withdraw()).isTrue();
    assertThatThrownBy(body::handOut).isInstanceOf(IOException.class);
  }
}
