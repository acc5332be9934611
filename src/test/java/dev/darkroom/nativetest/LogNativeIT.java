package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.nativetest.Site.Handler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all five functions write on the way of one wish. */
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
      var link = Journey.link(journey.look()).getRawQuery();

      var output = site.endAndRead();

      var lines = output.stream().map(Json::read).toList();
      assertThat(lines).allMatch(JsonNode::isObject);
      assertThat(steps(lines, "submission")).containsExactly("accepted");
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

  private static List<String> steps(List<JsonNode> lines, String step) {
    return lines.stream()
        .filter(fields -> fields.path("step").asText().equals(step))
        .map(fields -> fields.path("outcome").asText())
        .toList();
  }
}
