package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;

/** The whole of Darkroom through its HTTP routes, against the simulated provider. */
abstract class LocalModeFixture {
  /** How many paid calls arrived for that id: {@link Caller} writes it into the prompt. */
  static int paid(String id) {
    return LocalWorld.simulator().submits("[" + id + "]");
  }

  static void assertOneGoodImage(Response record, String type, int width, int height)
      throws Exception {
    assertThat(record.<List<Object>>path("images")).hasSize(1);
    byte[] bytes =
        http().urlEncodingEnabled(false).get(record.<String>path("images[0].url")).asByteArray();
    var picture = ImageIO.read(new ByteArrayInputStream(bytes));
    var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(record.<String>path("images[0].sha256")).isEqualTo(HexFormat.of().formatHex(hash));
    assertThat(record.<Integer>path("images[0].bytes")).isEqualTo(bytes.length);
    assertThat(record.<String>path("images[0].contentType")).isEqualTo(type);
    assertThat(picture.getWidth())
        .isEqualTo(width)
        .isEqualTo(record.<Integer>path("images[0].width"));
    assertThat(picture.getHeight())
        .isEqualTo(height)
        .isEqualTo(record.<Integer>path("images[0].height"));
  }
}
