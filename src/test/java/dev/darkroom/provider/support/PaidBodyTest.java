package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PaidBodyTest {
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
  void aWithdrawnBodyIsNeverHandedOut() {
    assertThat(body.withdraw()).isTrue();
    assertThatThrownBy(body::handOut).isInstanceOf(IOException.class);
  }
}
