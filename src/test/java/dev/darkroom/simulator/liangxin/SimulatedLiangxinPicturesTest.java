package dev.darkroom.simulator.liangxin;

import static dev.darkroom.simulator.liangxin.LiangxinClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every model makes of its input. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedLiangxinPicturesTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
  private final LiangxinClient liangxin = new LiangxinClient(simulator);

  @AfterAll
  void close() {
    liangxin.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "seedream-v4-5 | {} | image/jpeg | 2048 | 2048",
        "seedream-v4-5 | {'aspect_ratio':'16:9'} | image/jpeg | 2730 | 1536",
        "seedream-v5-lite | {'aspect_ratio':'social_story_9_16'} | image/jpeg | 1536 | 2730",
        "seedream-v5-lite | {'aspect_ratio':'21:9'} | image/jpeg | 3062 | 1312",
        "seedream-v4-5-edit | {'reference_images':['https://a.example/1.png']} | image/jpeg | 2048 | 2048",
        "seedream-v5-lite-edit | {'reference_images':['https://a.example/1.png']} | image/jpeg | 2048 | 2048",
        "z-image | {} | image/jpeg | 1024 | 1024",
        "z-image | {'aspect_ratio':'16:9','output_format':'png'} | image/png | 1344 | 768",
        "z-image | {'aspect_ratio':'16:9','image_size':'square'} | image/jpeg | 512 | 512",
        "gemini-2.5-flash-image-preview | {'aspect_ratio':'9:16'} | image/png | 768 | 1344",
        "nano-banana-pro | {} | image/png | 2048 | 2048",
        "nano-banana-pro | {'aspect_ratio':'16:9','resolution':'1K'} | image/png | 1376 | 768",
        "nano-banana-pro | {'aspect_ratio':'16:9','resolution':'high'} | image/png | 5504 | 3072",
        "nano-banana-pro-flash | {} | image/png | 1024 | 1024",
        "imagen4-fast | {'aspect_ratio':'widescreen_16_9'} | image/jpeg | 1408 | 768",
        "imagen4-ultra | {'output_format':'image/png'} | image/png | 1024 | 1024",
        "flux-2-pro | {} | image/jpeg | 1024 | 768",
        "flux-2-pro | {'width':640,'height':480} | image/jpeg | 640 | 480",
        "flux-2-pro | {'aspect_ratio':'21:9'} | image/jpeg | 1440 | 616",
      })
  void aPictureHasTheSizeAndTypeOfItsModel(
      String model, String input, String type, int width, int height) throws Exception {
    ObjectNode order = order(model, "a red fox");
    ((ObjectNode) order.path("input"))
        .setAll((ObjectNode) new JsonMapper().readTree(input.replace('\'', '"')));

    var response = liangxin.wire().fetch(liangxin.link(liangxin.accepted(order)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
  }
}
