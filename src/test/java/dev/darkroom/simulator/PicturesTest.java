package dev.darkroom.simulator;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.evolink.EvolinkClient;
import dev.darkroom.testing.ManualClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures are real: read back, they are what was asked for. */
class PicturesTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO).withClock(clock));
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterEach
  void close() {
    evolink.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', image/jpeg, jpeg, 2048, 2048",
    "16:9, 2K, jpeg, image/jpeg, jpeg, 2848, 1600",
    "1:1, 3K, png, image/png, png, 3072, 3072",
    "2560x1440, '', png, image/png, png, 2560, 1440",
  })
  void aPictureHasTheSizeAndTypeAskedFor(
      String size, String quality, String format, String type, String kind, int width, int height)
      throws Exception {
    ObjectNode order = order("a red fox");
    put(order, "size", size);
    put(order, "quality", quality);
    put(order.putObject("model_params"), "output_format", format);

    var link = evolink.link(evolink.accepted(order), 0);
    var response = evolink.fetch(link, BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    assertThat(response.headers().firstValueAsLong("Content-Length"))
        .hasValue(response.body().length);
    assertThat(kindOf(response.body())).isEqualTo(kind);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
  }

  @Test
  void theSamePromptGivesTheSamePictureAndEveryIndexAnotherOne() throws Exception {
    String one = evolink.accepted(order("a red fox").put("n", 2));
    String same = evolink.accepted(order("a red fox"));
    String other = evolink.accepted(order("a blue fox"));

    assertThat(bytes(evolink.link(one, 0))).isEqualTo(bytes(evolink.link(same, 0)));
    assertThat(bytes(evolink.link(one, 0))).isNotEqualTo(bytes(evolink.link(one, 1)));
    assertThat(bytes(evolink.link(one, 0))).isNotEqualTo(bytes(evolink.link(other, 0)));
    assertThat(evolink.link(one, 0)).isNotEqualTo(evolink.link(same, 0));
  }

  @Test
  void aLinkLivesForADay() throws Exception {
    URI link = evolink.link(evolink.accepted(order("a red fox")), 0);

    clock.advance(Duration.ofHours(24).minusSeconds(1));
    int before = evolink.fetch(link, BodyHandlers.discarding()).statusCode();
    clock.advance(Duration.ofSeconds(1));
    int after = evolink.fetch(link, BodyHandlers.discarding()).statusCode();

    assertThat(before).isEqualTo(200);
    assertThat(after).isEqualTo(403);
  }

  @Test
  void aLinkIsGoodOnlyWithItsSignature() throws Exception {
    URI link = evolink.link(evolink.accepted(order("a red fox")), 0);
    String bare = link.toString().replaceAll("\\?.*", "");

    int unsigned = evolink.fetch(URI.create(bare), BodyHandlers.discarding()).statusCode();
    int unknown =
        evolink
            .fetch(
                URI.create(bare.replaceAll("[0-9a-f]{32}", "0".repeat(32))),
                BodyHandlers.discarding())
            .statusCode();

    assertThat(unsigned).isEqualTo(403);
    assertThat(unknown).isEqualTo(404);
  }

  private byte[] bytes(URI link) throws IOException, InterruptedException {
    return evolink.fetch(link, BodyHandlers.ofByteArray()).body();
  }

  private static void put(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }

  private static String kindOf(byte[] bytes) throws IOException {
    try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      return ImageIO.getImageReaders(stream).next().getFormatName().toLowerCase(Locale.ROOT);
    }
  }
}
