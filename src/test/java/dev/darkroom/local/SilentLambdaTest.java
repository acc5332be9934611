package dev.darkroom.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SilentLambdaTest {
  private static final String ADDRESS = "quarkus-internal.aws-lambda.test-api";

  private final SilentLambda lambda = new SilentLambda();

  @Test
  void itTakesTheQuestionForAnEventOnTheLoopback() throws IOException {
    var address = URI.create("http://" + lambda.getValue(ADDRESS));

    assertThat(address.getHost()).isEqualTo("127.0.0.1");
    try (var asking = new Socket(address.getHost(), address.getPort())) {
      asking
          .getOutputStream()
          .write("GET /2018-06-01/runtime/invocation/next\r\n".getBytes(US_ASCII));
      assertThat(asking.isConnected()).isTrue();
    }
  }

  @Test
  void everyQuestionForItsPlaceHasTheSameAnswer() {
    assertThat(lambda.getValue(ADDRESS)).isEqualTo(lambda.getValue(ADDRESS));
  }

  @Test
  void itSaysNothingAboutAnythingElse() {
    assertThat(lambda.getPropertyNames()).isEmpty();
    assertThat((Object) lambda.getValue("quarkus.http.port")).isNull();
  }
}
