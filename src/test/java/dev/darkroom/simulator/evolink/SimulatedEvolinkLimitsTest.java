package dev.darkroom.simulator.evolink;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.protocol.CallbackUrl;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit of "Seedream 5.0 Lite Image Generation". */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedEvolinkLimitsTest {
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterAll
  void close() {
    evolink.close();
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'doubao-seedream-5.0-lite','prompt':''}",
        "{'model':'doubao-seedream-5.0-lite'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':7}",
        "{'prompt':'a fox'}",
        "{'model':'midjourney','prompt':'a fox'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','n':0}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','n':16}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','n':1.5}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','n':'1'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','size':'7:1'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','size':'1024x1024'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','size':'4096x4096'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','size':'10000x500'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','size':'2048X2048'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','quality':'4K'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','prompt_priority':'fast'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','image_urls':'https://a.example/1.png'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','image_urls':['ftp://a.example/1.png']}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','model_params':'png'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','model_params':{'output_format':'gif'}}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','model_params':{'tools':[{'type':'x'}]}}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','callback_url':'http://a.example/'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','callback_url':'https://10.0.0.1/'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox','callback_url':'/relative'}",
        "{'model':'doubao-seedream-5.0-lite','prompt':'a fox @fault:lost-calback'}",
        "['model']",
        "{'model':",
        "",
      })
  void whatTheDocumentForbidsIsAnInvalidRequest(String body) throws Exception {
    var response =
        evolink.call("POST", "/v1/images/generations", EvolinkClient.KEY, body.replace('\'', '"'));

    JsonNode error = evolink.json(response).path("error");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error.path("code").textValue()).isEqualTo("invalid_request");
    assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
    assertThat(error.path("message").textValue()).isNotBlank();
    assertThat(simulator.accepted("")).isZero();
  }

  @Test
  void aPromptHasAtMostTwoThousandCharacters() throws Exception {
    assertThat(statusFor(2000, 1, 0)).isEqualTo(200);
    assertThat(statusFor(2001, 1, 0)).isEqualTo(400);
  }

  @Test
  void referencesAndImagesAreAtMostFifteenTogether() throws Exception {
    assertThat(statusFor(1, 1, 14)).isEqualTo(200);
    assertThat(statusFor(1, 2, 14)).isEqualTo(400);
    assertThat(statusFor(1, 1, 15)).isEqualTo(400);
    assertThat(statusFor(1, 15, 0)).isEqualTo(200);
  }

  @Test
  void aCallbackOnThisMachineIsTakenOnlyWhereItIsMeantToBe() throws Exception {
    var strict = SimulatorOptions.hurried().withLoopbackCallbacks(false);

    try (var real = Simulator.start(strict);
        var client = new EvolinkClient(real)) {
      var plain = client.create(order("a fox").put("callback_url", "http://localhost:1/x"));
      var secure = client.create(order("a fox").put("callback_url", "https://127.0.0.1/x"));

      assertThat(plain.statusCode()).isEqualTo(400);
      assertThat(secure.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aCallbackAddressHasAtMost2048Characters() throws Exception {
    String longest = "https://a.example/" + "x".repeat(2048 - 18);

    assertThat(CallbackUrl.problem(longest, false)).isEmpty();
    assertThat(CallbackUrl.problem(longest + "x", false)).isPresent();
  }

  private int statusFor(int promptLength, int count, int references)
      throws IOException, InterruptedException {
    // A simulator of its own: the other tests assert that nothing was accepted here.
    try (var other = Simulator.start(SimulatorOptions.hurried());
        var client = new EvolinkClient(other)) {
      var order = order("x".repeat(promptLength)).put("n", count);
      var links = order.putArray("image_urls");
      for (int i = 0; i < references; i++) {
        links.add("https://a.example/" + i + ".png");
      }
      return client.create(order).statusCode();
    }
  }
}
