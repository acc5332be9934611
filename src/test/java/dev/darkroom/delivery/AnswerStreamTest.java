package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.link.Deadline;
import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.link.Origin;
import dev.darkroom.link.PinnedHttp;
import dev.darkroom.link.WebLink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The body of an answer, read in every way that a stream is. */
class AnswerStreamTest extends DeliveryFixture {
  @FunctionalInterface
  private interface Reader {
    void read(AnswerStream body) throws IOException;
  }

  @Test
  void aBodyIsReadByteByByte() throws Exception {
    server.gives("/fox.png", PNG);

    reading(
        "/fox.png",
        body -> {
          for (byte expected : PNG) {
            assertThat(body.read()).isEqualTo(expected & 0xff);
          }
          assertThat(body.read()).isEqualTo(-1);
          assertThat(body.read()).as("at every call").isEqualTo(-1);
          assertThat(body.received()).isEqualTo(PNG.length);
        });
  }

  @Test
  void aBodyIsReadIntoPartsOfABuffer() throws Exception {
    server.gives("/fox.png", PNG);

    reading(
        "/fox.png",
        body -> {
          var buffer = new byte[30];
          assertThat(body.read(buffer, 3, 0)).as("nothing was asked for").isZero();
          assertThat(body.read(buffer, 3, 20)).isEqualTo(20);
          assertThat(Arrays.copyOfRange(buffer, 3, 23)).isEqualTo(Arrays.copyOf(PNG, 20));
          assertThat(buffer[2]).isZero();
          assertThat(buffer[23]).isZero();
          assertThat(body.readAllBytes()).isEqualTo(Arrays.copyOfRange(PNG, 20, PNG.length));
          assertThat(body.read(buffer, 0, 30)).isEqualTo(-1);
          assertThat(body.available()).isZero();
        });
  }

  @Test
  void aReaderThatIsInterruptedSaysSoAndStaysInterrupted() throws Exception {
    server.fallsAsleep("/fox.png", PNG);

    reading(
        "/fox.png",
        body -> {
          Thread.currentThread().interrupt();
          assertThatThrownBy(body::readAllBytes).isInstanceOf(InterruptedIOException.class);
          assertThat(Thread.interrupted()).isTrue();
        });
  }

  private void reading(String path, Reader reader) throws Exception {
    var link = WebLink.parse(link(HOST, path)).orElseThrow();
    var origin = new Origin("https", HOST, server.port());
    var allowed = (Allowed) new LinkGuard(resolver, Set.of(origin), server.port()).check(link);
    var deadline = Deadline.in(Duration.ofMinutes(1));
    try (var answer = new PinnedHttp(vertx, trusting(certificate)).get(link, allowed, deadline)) {
      answer.start();
      reader.read(new AnswerStream(answer, deadline));
    }
  }
}
