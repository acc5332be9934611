package dev.darkroom.simulator.fal;

import static dev.darkroom.simulator.fal.FalClient.FOUR_FIVE;
import static dev.darkroom.simulator.fal.FalClient.FOUR_FIVE_EDIT;
import static dev.darkroom.simulator.fal.FalClient.KEY;
import static dev.darkroom.simulator.fal.FalClient.LITE;
import static dev.darkroom.simulator.fal.FalClient.LITE_EDIT;
import static dev.darkroom.simulator.fal.FalClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit of the models' pages, and what comes of what they allow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedFalLimitsTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
  private final FalClient fal = new FalClient(simulator);

  @AfterAll
  void close() {
    fal.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|json_invalid",
        "[]|json_invalid",
        "{}|missing",
        "{'prompt':''}|missing",
        "{'prompt':'a fox','num_images':0}|greater_than_equal",
        "{'prompt':'a fox','num_images':7}|less_than_equal",
        "{'prompt':'a fox','num_images':'x'}|int_type",
        "{'prompt':'a fox','max_images':7}|less_than_equal",
        "{'prompt':'a fox','image_size':'16:9'}|one_of",
        "{'prompt':'a fox','image_size':{'width':0,'height':5}}|one_of",
        "{'prompt':'a fox','image_size':[]}|one_of",
        "{'prompt':'a fox','seed':'x'}|value_error",
        "{'prompt':'a fox','enable_safety_checker':1}|value_error",
        "{'prompt':'a fox','sync_mode':'yes'}|value_error",
        "{'prompt':'a fox @fault:lost-calback'}|feature_not_supported"
      })
  void whatTheDocumentForbidsIsATypedError(String body, String type) throws Exception {
    var text = body == null ? "" : body.replace('\'', '"');

    var response = fal.wire().call("POST", LITE, KEY, text);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(Wire.json(response).at("/detail/0/type").textValue()).isEqualTo(type);
    assertThat(Wire.json(response).at("/detail/0/msg").textValue()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1/x", "nowhere", "http://example.com/x"})
  void aWebhookMustBeAPublicAddress(String address) throws Exception {
    var response = fal.create(FalClient.calledBackAt(address), order("a fox"));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(Wire.json(response).at("/detail/0/loc/1").textValue()).isEqualTo("fal_webhook");
  }

  @Test
  void editingNeedsAReferenceAndUsesTenAtMost() throws Exception {
    assertThat(fal.create(LITE_EDIT, order("a fox")).statusCode()).isEqualTo(422);
    assertThat(fal.create(LITE_EDIT, edit(1)).statusCode()).isEqualTo(200);
    assertThat(fal.create(LITE_EDIT, edit(12)).statusCode()).isEqualTo(200);
    assertThat(fal.create(FOUR_FIVE_EDIT, edit(12).put("num_images", 5)).statusCode())
        .isEqualTo(200);
    assertThat(fal.create(FOUR_FIVE_EDIT, edit(12).put("num_images", 6)).statusCode())
        .isEqualTo(422);
  }

  @Test
  void aReferenceThatIsNotThereIsAnErrorOfItsOwn() throws Exception {
    var order = order("a fox");
    order.putArray("image_urls").add("https://nobody.invalid/one.png");

    var response = fal.create(LITE_EDIT, order);

    assertThat(Wire.json(response).at("/detail/0/type").textValue())
        .isEqualTo("file_download_error");
  }

  @Test
  void everyGenerationMakesItsOwnSeries() throws Exception {
    String id = fal.accepted(order("foxes").put("num_images", 2).put("max_images", 3));

    assertThat(Wire.json(fal.result(id)).path("images")).hasSize(6);
  }

  @Test
  void syncModeAnswersWithThePictureItself() throws Exception {
    String id = fal.accepted(order("a fox").put("sync_mode", true));

    assertThat(fal.picture(id).path("url").textValue()).startsWith("data:image/jpeg;base64,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/bytedance/seedream/v5/lite/text-to-image|'auto_2K'|2048|2048",
        "/bytedance/seedream/v5/lite/text-to-image|'auto_4K'|4096|4096",
        "/bytedance/seedream/v5/lite/text-to-image|{'width':2848,'height':1600}|2848|1600",
        "/bytedance/seedream/v5/lite/text-to-image|{'width':1024,'height':1024}|1920|1920",
        "/bytedance/seedream/v5/lite/text-to-image|{'width':8192,'height':8192}|4096|4096",
        "/bytedance/seedream/v5/lite/text-to-image|'landscape_16_9'|2560|1440"
      })
  void aPictureHasTheSizeAskedForOrIsScaledInSilence(
      String path, String size, int width, int height) throws Exception {
    var order = order("a fox");
    order.set("image_size", json(size));
    var picture = fal.picture(fal.accepted(path, order));

    assertThat(picture.path("width").intValue()).isEqualTo(width);
    assertThat(picture.path("height").intValue()).isEqualTo(height);
  }

  @Test
  void aPictureIsWhatItsRecordSays() throws Exception {
    String id = fal.accepted(order("a fox"));

    var response = fal.wire().fetch(fal.link(id));

    assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
    var picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(picture.getWidth()).isEqualTo(2048);
  }

  @Test
  void thereIsNo3KOfFourFive() throws Exception {
    var order = order("a fox").put("image_size", "auto_3K");

    assertThat(fal.create(FOUR_FIVE, order).statusCode()).isEqualTo(422);
    assertThat(fal.create(LITE, order).statusCode()).isEqualTo(200);
  }

  private static JsonNode json(String text) throws Exception {
    return new JsonMapper().readTree(text.replace('\'', '"'));
  }

  private static ObjectNode edit(int images) {
    var order = order("a fox");
    var links = order.putArray("image_urls");
    for (int i = 0; i < images; i++) {
      links.add("https://a.example/" + i + ".png");
    }
    return order;
  }
}
