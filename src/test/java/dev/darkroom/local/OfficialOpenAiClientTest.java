package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.testing.tools.NodeFolder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * OpenAI's own clients, unchanged, against local mode: only their base address is another.
 *
 * <p>The one of Node.js is fetched, pinned by {@code src/test/openai}; that of Python is used where
 * it is installed. What is not there is skipped, and says so.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class OfficialOpenAiClientTest extends LocalModeFixture {
  private static final NodeFolder NODE = NodeFolder.of("src/test/openai", "openai");
  private static final String PYTHON =
      System.getenv().getOrDefault("OPENAI_CLIENT_PYTHON", "python3");

  @Test
  void theClientOfNodeGetsWhatItsTypesPromise() throws Exception {
    NODE.fetch();
    drawAPicture();

    var seen = run("node", "images.mjs", "fox.png");

    assertThat(seen.path("models").valueStream().map(JsonNode::asText))
        .contains("seedream-5.0-lite");
    assertThat(seen.at("/model/id").asText()).isEqualTo("seedream-5.0-lite");
    assertThat(seen.at("/model/request").asText()).isNotBlank();
    assertImages(seen);
    assertThat(seen.at("/picture/status").asInt()).isEqualTo(200);
    assertThat(seen.at("/picture/type").asText()).startsWith("image/");
    assertThat(seen.path("inline").asText()).as("a JPEG or a PNG").isIn("ffd8ff", "89504e");
    assertThat(seen.at("/editedPicture/status").asInt()).isEqualTo(200);
    assertThat(seen.at("/pending/data")).isEmpty();
    assertThat(seen.at("/later/data")).hasSize(1);
    assertThat(seen.at("/unkeyed/data")).hasSize(1);
    assertThat(seen.at("/throttled/requests").asInt()).as("with a key it does").isEqualTo(2);
    assertThat(paidFor("node: a red fox")).isEqualTo(1);
    assertErrors(seen.path("errors"));
  }

  /** Each is of the class that the client has for it, and only what is safe is sent again. */
  private static void assertErrors(JsonNode errors) {
    assertError(errors.path("quality"), "BadRequestError", "invalid_request", "quality");
    assertError(errors.path("mask"), "BadRequestError", "invalid_request", "mask");
    assertThat(errors.at("/refused/class").asText()).isEqualTo("BadRequestError");
    assertThat(errors.at("/refused/code").asText()).isEqualTo("content_policy_violation");
    assertThat(errors.at("/nobody/class").asText()).isEqualTo("NotFoundError");
    assertThat(errors.at("/noModel/class").asText()).isEqualTo("NotFoundError");
    assertThat(errors.at("/noModel/code").asText()).isEqualTo("model_not_found");
    assertThat(errors.at("/noModel/requestID").asText()).isNotBlank();
    assertThat(errors.at("/throttledUnkeyed/class").asText()).isEqualTo("RateLimitError");
    assertThat(errors.at("/throttledUnkeyed/requests").asInt())
        .as("without a key it does not retry")
        .isEqualTo(1);
  }

  @Test
  void theClientOfPythonGetsWhatItsTypesPromise() throws Exception {
    assumeTrue(
        NODE.run(PYTHON, "-c", "import openai").exit() == 0,
        PYTHON + " has no module openai (pip install openai==3.22.1)");

    drawAPicture();
    var seen =
        run(PYTHON, NODE.sources().resolve("images.py").toAbsolutePath().toString(), "fox.png");

    assertThat(seen.path("model").asText()).isEqualTo("seedream-5.0-lite");
    assertImages(seen);
    assertThat(seen.at("/refused/class").asText()).isEqualTo("BadRequestError");
    assertThat(seen.at("/refused/param").asText()).isEqualTo("quality");
  }

  private static void assertImages(JsonNode seen) {
    for (var name : List.of("made", "edited")) {
      var images = seen.path(name);
      assertThat(images.path("created").asLong()).as("%s", images).isPositive();
      assertThat(images.path("data")).hasSize(1);
      assertThat(images.at("/data/0/url").asText()).startsWith("http");
      assertThat(images.path("status").asText()).isEqualTo("succeeded");
    }
    assertThat(seen.at("/made/size").asText()).isEqualTo("2048x2048");
  }

  private static void assertError(JsonNode error, String type, String code, String param) {
    assertThat(error.path("class").asText()).as("%s", error).isEqualTo(type);
    assertThat(error.path("status").asInt()).isEqualTo(400);
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("param").asText()).isEqualTo(param);
    assertThat(error.path("requests").asInt()).isEqualTo(1);
  }

  private static int paidFor(String prompt) {
    return LocalWorld.simulator().submits(prompt);
  }

  private static void drawAPicture() throws IOException {
    var picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", NODE.folder().resolve("fox.png").toFile());
  }

  private static JsonNode run(String... command) throws IOException {
    var ended = NODE.run(Map.of("DARKROOM", Caller.address()), List.of(command)).succeeded();
    return new JsonMapper().readTree(ended.output());
  }
}
