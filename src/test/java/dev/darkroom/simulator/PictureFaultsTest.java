package dev.darkroom.simulator;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.simulator.evolink.EvolinkClient;
import dev.darkroom.simulator.fault.Fault;
import dev.darkroom.simulator.fault.LinkFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults between a result link and its bytes. */
class PictureFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterEach
  void close() {
    evolink.close();
    simulator.close();
  }

  @Test
  void aWrongTypeIsHtmlThatIsCalledAPicture() throws Exception {
    var response = evolink.fetch(linkWith(LinkFault.WRONG_TYPE), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(response.body()).startsWith("<!doctype html>");
  }

  @Test
  void aTruncatedPictureIsCutShortEveryTime() throws Exception {
    URI link = linkWith(LinkFault.TRUNCATED);

    assertThatThrownBy(() -> picture(link)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> picture(link)).isInstanceOf(IOException.class);

    assertThat(simulator.awaitFetches("fox", 2, PATIENCE))
        .allMatch(fetch -> fetch.status() == 200 && fetch.bytes() > 0);
  }

  @Test
  void aPictureTruncatedOnceIsWholeTheSecondTime() throws Exception {
    URI link = linkWith(LinkFault.TRUNCATED_ONCE);

    assertThatThrownBy(() -> picture(link)).isInstanceOf(IOException.class);
    var second = picture(link);

    assertThat(second.headers().firstValueAsLong("Content-Length")).hasValue(second.body().length);
  }

  @Test
  void anOversizedPictureHasNoLengthAndEndsBeyondSixtyMebibytes() throws Exception {
    var response = evolink.fetch(linkWith(LinkFault.OVERSIZED), BodyHandlers.ofInputStream());

    long bytes;
    try (InputStream body = response.body()) {
      bytes = body.transferTo(OutputStream.nullOutputStream());
    }

    assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    assertThat(bytes).isGreaterThan(60L << 20);
  }

  @Test
  void anOversizedPictureStopsWhenTheClientGoes() throws Exception {
    var response = evolink.fetch(linkWith(LinkFault.OVERSIZED), BodyHandlers.ofInputStream());

    try (InputStream body = response.body()) {
      body.readNBytes(1 << 10);
    }

    assertThat(simulator.awaitFetches("fox", 1, PATIENCE).getFirst().bytes()).isLessThan(60L << 20);
  }

  @Test
  void anExpiredLinkIsForbiddenAtOnce() throws Exception {
    assertThat(picture(linkWith(LinkFault.EXPIRED_LINK)).statusCode()).isEqualTo(403);
  }

  @Test
  void aPrivateRedirectLeadsToTheMetadataAddress() throws Exception {
    var response = picture(linkWith(LinkFault.PRIVATE_REDIRECT));

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location"))
        .contains("http://169.254.169.254/latest/meta-data/");
  }

  @Test
  void aRedirectLoopNeverArrives() throws Exception {
    URI start = linkWith(LinkFault.REDIRECT_LOOP);

    URI here = start;
    for (int hop = 0; hop < 6; hop++) {
      var response = picture(here);
      assertThat(response.statusCode()).isEqualTo(302);
      here = here.resolve(response.headers().firstValue("Location").orElseThrow());
    }

    assertThat(here).isEqualTo(start);
  }

  private URI linkWith(Fault fault) throws IOException, InterruptedException {
    return evolink.link(evolink.accepted(order("a fox " + fault.tag())), 0);
  }

  private HttpResponse<byte[]> picture(URI link) throws IOException, InterruptedException {
    return evolink.fetch(link, BodyHandlers.ofByteArray());
  }
}
