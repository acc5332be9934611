package dev.darkroom.simulator.fal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * fal.ai's own client from npm, unchanged, against the simulator.
 *
 * <p>It needs Node.js, and the packages that {@code src/bench/bills} fetches into {@code
 * target/bills}. Without them it is skipped, and says so.
 */
class OfficialFalClientTest {
  private static final Path SCRIPTS = Path.of("src/bench/node/bills");
  private static final Path FOLDER = Path.of("target/bills");
  private static final String PACKAGE = "node_modules/@fal-ai/client/package.json";
  private static final int PATIENCE_SECONDS = 60;

  @Test
  void theClientGetsWhatItsDocumentsPromise() throws Exception {
    assumeTrue(isNodeThere(), "there is no Node.js");
    assumeTrue(
        Files.exists(FOLDER.resolve(PACKAGE)),
        "@fal-ai/client is not in target/bills: src/bench/bills fetches it");
    try (var simulator = Simulator.start(SimulatorOptions.hurried())) {
      var seen = run(simulator);

      assertThat(seen.at("/states").valueStream().map(JsonNode::asText)).contains("COMPLETED");
      assertThat(seen.at("/subscribed/data/images/0/width").asInt()).isEqualTo(2560);
      assertThat(seen.at("/subscribed/data/seed").asInt()).isEqualTo(7);
      assertThat(seen.at("/subscribed/requestId").asText()).isNotBlank();
      assertThat(seen.at("/picture/status").asInt()).isEqualTo(200);
      assertThat(seen.at("/picture/type").asText()).isEqualTo("image/jpeg");
      assertThat(seen.at("/submitted/status").asText()).isEqualTo("IN_QUEUE");
      assertThat(seen.at("/waiting/status").asText()).isEqualTo("IN_QUEUE");
      assertThat(seen.at("/waiting/queue_position").isInt()).isTrue();
      assertThat(seen.at("/early/status").asInt()).isEqualTo(400);
      assertThat(seen.at("/cancelledTwice/body/status").asText()).isEqualTo("ALREADY_COMPLETED");
      assertThat(seen.at("/refused/name").asText()).isEqualTo("ValidationError");
      assertThat(seen.at("/refused/body/detail/0/type").asText())
          .isEqualTo("content_policy_violation");
      assertThat(seen.at("/invalid/body/detail/0/type").asText()).isEqualTo("less_than_equal");
      assertThat(seen.at("/throttled").asText()).isEqualTo("IN_QUEUE");
      assertThat(simulator.accepted("submitted fox")).isZero();
      assertThat(simulator.submits("throttled fox")).isEqualTo(2);
    }
  }

  private static boolean isNodeThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static JsonNode run(Simulator simulator) throws IOException, InterruptedException {
    for (var script : List.of("detour.mjs", "faults.mjs", "fal-queue.mjs")) {
      Files.copy(
          SCRIPTS.resolve(script), FOLDER.resolve(script), StandardCopyOption.REPLACE_EXISTING);
    }
    var output = FOLDER.resolve("fal-queue.log");
    var builder =
        new ProcessBuilder("node", "--import", "./detour.mjs", "fal-queue.mjs")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("BILLS_PORT", Integer.toString(simulator.port()));
    var node = builder.start();
    try {
      assertThat(node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      node.destroyForcibly();
    }
    var text = Files.readString(output, UTF_8);
    assertThat(node.exitValue()).as(text).isZero();
    return new JsonMapper().readTree(text);
  }
}
