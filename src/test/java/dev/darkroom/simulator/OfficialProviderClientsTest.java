package dev.darkroom.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The providers' own clients from npm, unchanged, against the simulator. They are those whose bills
 * are counted, pinned by the same lock file. Without Node.js or the registry it is skipped, and
 * says so.
 */
class OfficialProviderClientsTest {
  private static final Path SCRIPTS = Path.of("src/bench/node/bills");
  private static final Path FOLDER = Path.of("target/clients");
  private static final int PATIENCE_SECONDS = 180;

  @BeforeAll
  static void fetchThem() throws Exception {
    Files.createDirectories(FOLDER);
    try (var scripts = Files.list(SCRIPTS)) {
      for (var script : scripts.toList()) {
        Files.copy(
            script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assumeTrue(exit("node", "--version") == 0, "there is no Node.js");
    assumeTrue(
        exit("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error") == 0,
        "the npm registry does not serve the clients of src/bench/node/bills");
  }

  @Test
  void evolinksClientMakesAPicture() throws Exception {
    try (var simulator = Simulator.start(SimulatorOptions.hurried())) {
      var seen = run(simulator, "evolink-tools.mjs");

      assertThat(seen.path("task").asText()).as(seen.toPrettyString()).startsWith("task-unified-");
      assertThat(seen.at("/picture/status").asInt()).as(seen.toPrettyString()).isEqualTo(200);
      assertThat(seen.at("/picture/type").asText()).startsWith("image/");
      assertThat(seen.at("/refused/isError").asBoolean()).as(seen.toPrettyString()).isTrue();
      assertThat(seen.at("/refused/text").asText()).doesNotContain("validation");
      assertThat(simulator.accepted("an evolink fox")).isEqualTo(1);
    }
  }

  @Test
  void falsClientGetsWhatItsDocumentsPromise() throws Exception {
    try (var simulator = Simulator.start(SimulatorOptions.hurried())) {
      var seen = run(simulator, "fal-queue.mjs");

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

  private static JsonNode run(Simulator simulator, String script)
      throws IOException, InterruptedException {
    var output = FOLDER.toAbsolutePath().resolve(script + ".log");
    var builder =
        new ProcessBuilder("node", "--import", "./detour.mjs", script)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("BILLS_PORT", Integer.toString(simulator.port()));
    int exit = exit(builder.start());
    var text = Files.readString(output, UTF_8);
    assertThat(exit).as(text).isZero();
    return new JsonMapper().readTree(text);
  }

  private static int exit(String... command) throws InterruptedException {
    var log = FOLDER.resolve(command[0] + ".log").toFile();
    try {
      return exit(
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log)
              .start());
    } catch (IOException noSuchProgram) {
      return -1;
    }
  }

  private static int exit(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }
}
