package dev.darkroom.simulator.evolink;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models beside Seedream 5.0 Lite, each with limits of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedEvolinkModelsTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterAll
  void close() {
    evolink.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "doubao-seedream-4.5 | {} | image/jpeg | 2048 | 2048",
        "doubao-seedream-4.5 | {'size':'16:9','quality':'4K'} | image/jpeg | 5504 | 3040",
        "doubao-seedream-4.5 | {'size':'4096x4096'} | image/jpeg | 4096 | 4096",
        "z-image-turbo | {'size':'2:1'} | image/jpeg | 1440 | 720",
        "z-image-turbo | {'size':'376x1536','seed':7,'nsfw_check':true} | image/jpeg | 376 | 1536",
        "gemini-2.5-flash-image | {} | image/png | 1024 | 1024",
        "gemini-2.5-flash-image | {'size':'9:16'} | image/png | 768 | 1344",
        "gemini-3.1-flash-lite-image | {'size':'21:9','quality':'1K'} | image/jpeg | 1584 | 672",
      })
  void aPictureHasTheSizeAndTypeOfItsModel(
      String model, String fields, String type, int width, int height) throws Exception {
    String id = evolink.accepted(with(model, fields));

    var response = evolink.fetch(evolink.link(id, 0), BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "doubao-seedream-4.5 | {'quality':'3K'}",
        "doubao-seedream-4.5 | {'size':'4097x4096'}",
        "doubao-seedream-4.5 | {'size':'2560x1439'}",
        "doubao-seedream-4.5 | {'n':16}",
        "z-image-turbo | {'size':'auto'}",
        "z-image-turbo | {'size':'21:9'}",
        "z-image-turbo | {'size':'375x1024'}",
        "z-image-turbo | {'size':'1024x1537'}",
        "z-image-turbo | {'seed':0}",
        "z-image-turbo | {'nsfw_check':'yes'}",
        "z-image-turbo | {'n':2}",
        "z-image-turbo | {'image_urls':['https://a.example/1.png']}",
        "gemini-2.5-flash-image | {'size':'21:9'}",
        "gemini-2.5-flash-image | {'size':'2048x2048'}",
        "gemini-2.5-flash-image | {'n':5}",
        "gemini-3.1-flash-lite-image | {'quality':'2K'}",
      })
  void whatAModelDoesNotTakeIsRefused(String model, String fields) throws Exception {
    assertThat(evolink.create(with(model, fields)).statusCode()).isEqualTo(400);
  }

  @Test
  void promptsAndReferencesHaveTheNumberOfTheirModel() throws Exception {
    assertThat(statusFor("gemini-2.5-flash-image", 1000, 5)).isEqualTo(200);
    assertThat(statusFor("gemini-2.5-flash-image", 1001, 5)).isEqualTo(400);
    assertThat(statusFor("gemini-2.5-flash-image", 1000, 6)).isEqualTo(400);
    assertThat(statusFor("z-image-turbo", 2000, 0)).isEqualTo(200);
    assertThat(statusFor("z-image-turbo", 2001, 0)).isEqualTo(400);
    assertThat(statusFor("doubao-seedream-4.5", 2000, 14)).isEqualTo(200);
    assertThat(statusFor("doubao-seedream-4.5", 2000, 15)).isEqualTo(400);
  }

  @Test
  void aModelHasItsPrice() throws Exception {
    var answer = evolink.json(evolink.create(with("z-image-turbo", "{}")));

    assertThat(answer.path("model").textValue()).isEqualTo("z-image-turbo");
    assertThat(answer.at("/usage/credits_reserved").decimalValue()).isEqualByComparingTo("0.3");
  }

  private int statusFor(String model, int promptLength, int references) throws Exception {
    ObjectNode order = order("x".repeat(promptLength)).put("model", model);
    var links = order.putArray("image_urls");
    for (int i = 0; i < references; i++) {
      links.add("https://a.example/" + i + ".png");
    }
    return evolink.create(order).statusCode();
  }

  private static ObjectNode with(String model, String fields) throws Exception {
    ObjectNode order = order("a red fox").put("model", model);
    return order.setAll((ObjectNode) new JsonMapper().readTree(fields.replace('\'', '"')));
  }
}
