package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.nativetest.Site.Handler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all six functions write on the way of a wish, and of one that is cancelled. */
class LogNativeIT {

  @Test
  void everyLineIsJsonAndEveryStepHasOneAndNothingIsGivenAway(@TempDir Path folder) {
    try (var site = Site.in(folder)) {
      var journey = Journey.begin(site, "order-logged");
      var token = journey.token();
      journey.ring(token);
      journey.ring(token + "x");
      site.function(Handler.SWEEP).invoke(Events.of("schedule.json"));
      journey.settle();
      var cancelled = Journey.begin(site, "order-logged-and-cancelled");
      site.function(Handler.CONTROL).invoke(cancel(cancelled).json());
      var link = Journey.link(journey.look()).getRawQuery();

      var output = site.endAndRead();

      var lines = output.stream().map(Json::read).toList();
      assertThat(lines).allMatch(JsonNode::isObject);
      assertThat(steps(lines, "submission")).containsExactly("accepted", "accepted");
      assertThat(steps(lines, "control")).containsExactly("cancelled:keep");
      assertThat(steps(lines, "callback")).containsExactly("queued", "forged");
      assertThat(steps(lines, "sweep")).containsExactly("queued:0");
      assertThat(steps(lines, "settlement")).containsExactly("succeeded");
      assertThat(steps(lines, "notification")).containsExactly("succeeded");
      assertThat(lines)
          .filteredOn(line -> line.path("Delivered").asInt() == 1)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText())
                    .isEqualTo("Darkroom");
                assertThat(line.path("Bytes").asInt()).isEqualTo(Site.PICTURE.length);
              });
      assertThat(String.join("\n", output))
          .doesNotContain(journey.prompt())
          .doesNotContain(token)
          .doesNotContain(Site.CALLBACK_SECRET)
          .doesNotContain(EvolinkServer.KEY)
          .doesNotContain(EvolinkServer.LINK_SIGNATURE)
          .doesNotContain(link)
          .doesNotContain("X-Amz-Signature");
    }
  }

  private static GatewayEvent cancel(Journey journey) {
    var parameters = Map.of("id", journey.taskId());
    return GatewayEvent.post("/v1/generations/{id}/cancel", parameters, "");
  }

  private static List<String> steps(List<JsonNode> lines, String step) {
    return lines.stream()
        .filter(fields -> fields.path("step").asText().equals(step))
        .map(fields -> fields.path("outcome").asText())
        .toList();
  }
}
