package dev.darkroom.simulator.liangxin;

import static dev.darkroom.simulator.liangxin.LiangxinClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit that LiangXin's pages have, and those of its upstream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedLiangxinLimitsTest {
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());
  private final LiangxinClient liangxin = new LiangxinClient(simulator);

  @AfterAll
  void close() {
    liangxin.close();
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "['model']",
        "{'input':{'prompt':'a fox'}}",
        "{'model':'midjourney','input':{'prompt':'a fox'}}",
        "{'model':'seedream-v4-5'}",
        "{'model':'seedream-v4-5','prompt':'a fox'}",
        "{'model':'seedream-v4-5','input':'a fox'}",
        "{'model':'seedream-v4-5','input':{'prompt':' '}}",
        "{'model':'seedream-v4-5','input':{'prompt':7}}",
        "{'model':'seedream-v4-5','input':{'prompt':'a fox @fault:lost-calback'}}",
        "{'model':'seedream-v4-5','callBackUrl':'http://a.example/','input':{'prompt':'a fox'}}",
        "{'model':'seedream-v4-5','callBackUrl':'https://10.0.0.1/','input':{'prompt':'a fox'}}",
        "{'model':'seedream-v4-5-edit','input':{'prompt':'a fox'}}",
        "{'model':'seedream-v4-5-edit','input':{'prompt':'a fox','reference_images':[]}}",
        "{'model':'seedream-v5-lite-edit','input':{'prompt':'a fox'}}",
        "{'model':'nano-banana-pro','input':{'prompt':'a'}}",
      })
  void whatTheDocumentForbidsIsRefusedByTheTaskLayer(String body) throws Exception {
    var response =
        liangxin
            .wire()
            .call("POST", "/api/v1/jobs/createTask", LiangxinClient.KEY, body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Wire.json(response).path("code").intValue()).isEqualTo(400);
    assertThat(Wire.json(response).path("msg").textValue()).isNotBlank();
    assertThat(Wire.json(response).path("data").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "seedream-v4-5 | aspect_ratio | '7:1'",
        "seedream-v4-5 | aspect_ratio | 'square'",
        "seedream-v4-5 | aspect_ratio | '4:5'",
        "seedream-v4-5 | seed | 'x'",
        "seedream-v4-5 | seed | 1.5",
        "seedream-v4-5 | enable_safety_checker | 'yes'",
        "seedream-v5-lite | aspect_ratio | '7:1'",
        "seedream-v4-5-edit | reference_images | ['ftp://a.example/1.png']",
        "z-image | aspect_ratio | '7:1'",
        "z-image | num_inference_steps | 'many'",
        "gemini-2.5-flash-image-preview | aspect_ratio | '7:1'",
        "nano-banana-pro | aspect_ratio | '7:1'",
        "nano-banana-pro | resolution | '8K'",
        "nano-banana-pro | output_format | 'jpeg'",
        "nano-banana-pro | image_input | ['https://a.example/1.png?signature=x']",
        "nano-banana-pro | image_input | ['https://a.example/1.gif']",
        "nano-banana-pro-flash | use_google_search_tool | 1",
        "imagen4-fast | aspect_ratio | '21:9'",
        "imagen4-ultra | person_generation | 'everybody'",
        "imagen4-ultra | safety_settings | 'none'",
        "imagen4-ultra | seed | 0",
        "imagen4-ultra | enhance_prompt | 'yes'",
        "imagen4-ultra | language | 'de'",
        "imagen4-ultra | output_format | 'webp'",
        "imagen4-ultra | compression_quality | 101",
        "flux-2-pro | width | 1024",
        "flux-2-pro | height | 1024",
        "flux-2-pro | aspect_ratio | '4:5'",
        "flux-2-pro | prompt_upsampling | 'yes'",
        "kling-v3-pro | aspect_ratio | '21:9'",
      })
  void aFieldOutOfItsRangeIsRefused(String model, String field, String value) throws Exception {
    assertThat(statusFor(model, field, value)).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "seedream-v4-5 | aspect_ratio | 'widescreen_16_9'",
        "seedream-v4-5 | aspect_ratio | '21:9'",
        "seedream-v4-5 | seed | 4294967295",
        "seedream-v4-5 | negative_prompt | 'nobody documents it'",
        "seedream-v4-5-edit | reference_images | ['https://a.example/1']",
        "z-image | aspect_ratio | '16:9'",
        "z-image | image_size | 'landscape_16_9'",
        "nano-banana-pro | aspect_ratio | 'square_1_1'",
        "nano-banana-pro | aspect_ratio | '4:5'",
        "nano-banana-pro | resolution | 'high'",
        "nano-banana-pro | image_input | ['https://a.example/1.PNG']",
        "nano-banana-pro | image_input | ['data:image/png;base64,AAAA']",
        "nano-banana-pro-flash | use_google_search_tool | true",
        "imagen4-ultra | language | 'zh-CN'",
        "imagen4-ultra | output_format | 'image/png'",
        "flux-2-pro | aspect_ratio | 'cinematic_21_9'",
        "flux-2-pro | input_image | 'https://a.example/1'",
        "kling-v3-pro | duration | 15",
        "kling-v3-pro | duration | '3'",
      })
  void whatTheDocumentAllowsIsTaken(String model, String field, String value) throws Exception {
    assertThat(statusFor(model, field, value)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "seedream-v4-5 | seed | -1",
        "seedream-v4-5 | seed | 4294967296",
        "seedream-v4-5-edit | reference_images | ['https://nowhere.invalid/1.png']",
        "z-image | image_size | 'gigantic'",
        "kling-v3-pro | duration | 16",
      })
  void whatOnlyTheUpstreamFindsIsUnprocessable(String model, String field, String value)
      throws Exception {
    assertThat(statusFor(model, field, value)).isEqualTo(422);
  }

  @Test
  void promptsHaveTheirLengths() throws Exception {
    assertThat(statusFor("seedream-v4-5", 4096)).isEqualTo(200);
    assertThat(statusFor("seedream-v4-5", 4097)).isEqualTo(422);
    assertThat(statusFor("nano-banana-pro", 3000)).isEqualTo(200);
    assertThat(statusFor("nano-banana-pro", 3001)).isEqualTo(400);
    assertThat(statusFor("kling-v3-pro", 2501)).isEqualTo(422);
  }

  @Test
  void referencesOfAllFieldsAreCountedTogether() throws Exception {
    assertThat(referencesFor("seedream-v4-5-edit", "reference_images", 5)).isEqualTo(200);
    assertThat(referencesFor("seedream-v4-5-edit", "reference_images", 6)).isEqualTo(400);
    assertThat(referencesFor("nano-banana-pro", "image_input", 2)).isEqualTo(200);
    assertThat(referencesFor("nano-banana-pro", "image_input", 3)).isEqualTo(200);

    var three = order("nano-banana-pro", "a fox");
    links(three, "image_input", 2);
    links(three, "reference_images", 2);
    assertThat(liangxin.create(three).statusCode()).isEqualTo(400);

    var five = order("flux-2-pro", "a fox");
    input(five).put("input_image", "https://a.example/1.png");
    links(five, "reference_images", 4);
    assertThat(liangxin.create(five).statusCode()).isEqualTo(400);
  }

  @Test
  void widthAndHeightOfFluxHaveTheirRange() throws Exception {
    assertThat(pixels(256, 1440)).isEqualTo(200);
    assertThat(pixels(255, 1440)).isEqualTo(400);
    assertThat(pixels(256, 1441)).isEqualTo(400);
  }

  private int pixels(int width, int height) throws Exception {
    var order = order("flux-2-pro", "a fox");
    input(order).put("width", width).put("height", height);
    return liangxin.create(order).statusCode();
  }

  private int statusFor(String model, int promptLength) throws Exception {
    return liangxin.create(order(model, "x".repeat(promptLength))).statusCode();
  }

  private int referencesFor(String model, String field, int count) throws Exception {
    var order = order(model, "a fox");
    links(order, field, count);
    return liangxin.create(order).statusCode();
  }

  private int statusFor(String model, String field, String value) throws Exception {
    var order = order(model, "a fox");
    if (model.endsWith("-edit")) {
      links(order, "reference_images", 1);
    }
    input(order).set(field, new JsonMapper().readTree(value.replace('\'', '"')));
    return liangxin.create(order).statusCode();
  }

  private static void links(ObjectNode order, String field, int count) {
    var links = input(order).putArray(field);
    for (int i = 0; i < count; i++) {
      links.add("https://a.example/" + i + ".png");
    }
  }

  private static ObjectNode input(ObjectNode order) {
    return (ObjectNode) order.path("input");
  }
}
