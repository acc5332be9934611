package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.testing.tools.NodeFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The providers' own clients from npm, unchanged, against the simulator. They are those whose bills
 * are counted, pinned by the same lock file. Without Node.js or the registry it is skipped, and
 * says so.
 */
class OfficialProviderClientsTest {
  private static final NodeFolder NODE = NodeFolder.of("src/bench/node/bills", "clients");

  @BeforeAll
  static void fetchThem() {
    NODE.fetch();
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

  private static JsonNode run(Simulator simulator, String script) throws IOException {
    var port = Map.of("BILLS_PORT", Integer.toString(simulator.port()));
    var ended = NODE.run(port, List.of("node", "--import", "./detour.mjs", script)).succeeded();
    return new JsonMapper().readTree(ended.output());
  }
}
