package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The header {@code Date} by the provider's clock. */
class HeaderProxyTest {
  @Test
  void theProvidersDateTakesThePlaceOfTheMachines() {
    assertThat(redated("HTTP/1.1 200 OK\r\nDate: a\r\nX: y\r\nProvider-date: b\r\n\r\nDate: c"))
        .isEqualTo("HTTP/1.1 200 OK\r\nX: y\r\nDate: b\r\n\r\nDate: c");
    assertThat(redated("HTTP/1.1 200 OK\r\nProvider-date: b\r\nX: y\r\nDate: a\r\n\r\n"))
        .isEqualTo("HTTP/1.1 200 OK\r\nDate: b\r\nX: y\r\n\r\n");
  }

  @Test
  void whatIsNoHeaderStaysAsItIs() {
    for (var bytes :
        new String[] {
          "HTTP/1.1 200 OK\r\nDate: a\r\n\r\n",
          "HTTP/1.1 200 OK\r\nDate: a\r\nProvider-date: b\r\n",
          "\r\nDate: a\r\nProvider-date: b\r\n\r\n",
          "\u00ff\u0000"
        }) {
      assertThat(redated(bytes)).isEqualTo(bytes);
    }
  }

  private static String redated(String bytes) {
    return new String(
        HeaderProxy.redated(bytes.getBytes(StandardCharsets.ISO_8859_1)),
        StandardCharsets.ISO_8859_1);
  }
}
