package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.nativetest.Site.Handler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One flow with each simulated provider: from an event to a result in the bucket. */
@TestInstance(Lifecycle.PER_CLASS)
class ProvidersNativeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.withSimulator(folder);
  }

  @AfterAll
  void end() {
    site.close();
  }

  @ParameterizedTest(name = "{0} makes {1}")
  @CsvSource({
    "evolink, seedream-5.0-lite, image/jpeg",
    "liangxin, seedream-4.5, image/jpeg",
    "liangxin, kling-3-pro, video/mp4",
    "modellix, seedream-5.0-lite, image/jpeg"
  })
  void anEventEndsInTheBucket(String provider, String model, String type) {
    var prompt = "a fox of " + model + " at " + provider + " @fault:lost-callback";
    var event =
        """
        {"id": "%s-%s", "model": "%s", "provider": "%s", "prompt": "%s"}
        """
            .formatted(provider, model, model, provider, prompt);
    var accepted = Json.read(site.function(Handler.SUBMIT).invoke(event));
    assertThat(accepted.path("status").asText()).isEqualTo("processing");

    var record = settled(new Journey(site, prompt, accepted.path("taskId").asText()));

    assertThat(record.path("provider").asText()).isEqualTo(provider);
    assertThat(record.at("/images/0/contentType").asText()).isEqualTo(type);
    assertThat(record.at("/images/0/bytes").asLong()).isPositive();
    assertThat(record.at("/images/0/width").asInt()).isPositive();
    assertThat(site.simulator().accepted(prompt)).isEqualTo(1);
  }

  @Test
  void theCanaryShowsThatAnAccountHonoursKeys() {
    var route = "/v1/providers/{provider}/canary";
    var evolink = Map.of("provider", "evolink");

    var ran =
        Json.read(
            site.function(Handler.CONTROL).invoke(GatewayEvent.post(route, evolink, "").json()));
    var read =
        Json.read(site.function(Handler.QUERY).invoke(GatewayEvent.get(route, evolink).json()));

    assertThat(ran.path("statusCode").asInt()).as(ran::toString).isEqualTo(200);
    assertThat(Json.body(ran).path("provider").asText()).isEqualTo("evolink");
    assertThat(Json.body(ran).path("honoured").asBoolean()).as(ran::toString).isTrue();
    assertThat(Json.body(read)).isEqualTo(Json.body(ran));
    assertThat(ran.toString()).doesNotContain("sk-simulated");
  }

  /** Checks come, as the queue would bring them, until there is an outcome. */
  private static JsonNode settled(Journey journey) {
    var end = Instant.now().plus(PATIENCE);
    while (true) {
      assertThat(journey.settle().path("batchItemFailures")).isEmpty();
      var record = journey.look();
      if (record.path("status").asText().equals("succeeded")) {
        return record;
      }
      assertThat(Instant.now()).as(record::toString).isBefore(end);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
