package dev.darkroom.simulator.modellix;

import static dev.darkroom.simulator.modellix.ModellixClient.EDIT;
import static dev.darkroom.simulator.modellix.ModellixClient.FOUR_FIVE;
import static dev.darkroom.simulator.modellix.ModellixClient.KEY;
import static dev.darkroom.simulator.modellix.ModellixClient.LITE;
import static dev.darkroom.simulator.modellix.ModellixClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit of the three model pages, and what comes of what they allow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedModellixLimitsTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
  private final ModellixClient modellix = new ModellixClient(simulator);

  @AfterAll
  void close() {
    modellix.close();
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'prompt':''}",
        "{'prompt':7}",
        "{'prompt':'a fox','size':'1024x1024'}",
        "{'prompt':'a fox','size':'4096x4096'}",
        "{'prompt':'a fox','size':'16:9'}",
        "{'prompt':'a fox','size':'2048*2048'}",
        "{'prompt':'a fox','sequential_image_generation':'on'}",
        "{'prompt':'a fox','sequential_image_generation_max_images':0}",
        "{'prompt':'a fox','sequential_image_generation_max_images':16}",
        "{'prompt':'a fox','optimize_prompt_mode':'fast'}",
        "{'prompt':'a fox','output_format':'webp'}",
        "{'prompt':'a fox @fault:lost-calback'}",
      })
  void whatTheDocumentForbidsIsABadRequest(String body) throws Exception {
    var response = modellix.wire().call("POST", LITE, KEY, body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Wire.json(response).path("code").intValue()).isEqualTo(400);
    assertThat(Wire.json(response).path("message").textValue()).startsWith("Bad Request: ");
  }

  @Test
  void promptsHaveTheLengthOfTheirModel() throws Exception {
    assertThat(promptOf(LITE, 600)).isEqualTo(200);
    assertThat(promptOf(LITE, 601)).isEqualTo(400);
    assertThat(promptOf(FOUR_FIVE, 10_000)).isEqualTo(200);
    assertThat(promptOf(FOUR_FIVE, 10_001)).isEqualTo(400);
  }

  @Test
  void editingTakesOneToFourteenImages() throws Exception {
    assertThat(modellix.create(EDIT, order("a fox")).statusCode()).isEqualTo(400);
    assertThat(modellix.create(EDIT, edit(0)).statusCode()).isEqualTo(400);
    assertThat(modellix.create(EDIT, edit(1)).statusCode()).isEqualTo(200);
    assertThat(modellix.create(EDIT, edit(14)).statusCode()).isEqualTo(200);
    assertThat(modellix.create(EDIT, edit(15)).statusCode()).isEqualTo(400);
  }

  @Test
  void aSequenceHasAtMostAsManyImagesAsItsDefaultOrItsReferencesLeave() throws Exception {
    assertThat(imagesOf(LITE, sequence(order("foxes")))).isEqualTo(15);
    assertThat(imagesOf(FOUR_FIVE, sequence(order("foxes")))).isEqualTo(5);
    assertThat(imagesOf(EDIT, sequence(edit(14)))).isEqualTo(1);
    assertThat(imagesOf(LITE, order("a fox").put("sequential_image_generation_max_images", 9)))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/bytedance/seedream-5.0-lite/async, 2848x1600, jpeg, image/jpeg, 2848, 1600",
    "/api/v1/bytedance/seedream-5.0-lite/async, 3072x3072, png, image/png, 3072, 3072",
    "/api/v1/bytedance/seedream-5.0-lite-edit/async, 2304x1728, png, image/png, 2304, 1728",
    "/api/v1/bytedance/seedream-4.5-t2i/async, 4096x4096, png, image/jpeg, 4096, 4096",
  })
  void aPictureHasTheSizeAndTypeAskedFor(
      String path, String size, String format, String type, int width, int height)
      throws Exception {
    var order = edit(1).put("size", size).put("output_format", format);
    String id = Wire.json(modellix.create(path, order)).at("/data/task_id").textValue();

    var response = modellix.wire().fetch(modellix.link(id));

    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
  }

  private int promptOf(String path, int length) throws Exception {
    return modellix.create(path, order("x".repeat(length))).statusCode();
  }

  private int imagesOf(String path, ObjectNode order) throws Exception {
    String id = Wire.json(modellix.create(path, order)).at("/data/task_id").textValue();
    return modellix.task(id).at("/result/resources").size();
  }

  private static ObjectNode sequence(ObjectNode order) {
    return order.put("sequential_image_generation", "auto");
  }

  private static ObjectNode edit(int images) {
    var order = order("a fox");
    var links = order.putArray("image");
    for (int i = 0; i < images; i++) {
      links.add("https://a.example/" + i + ".png");
    }
    return order;
  }
}
