package dev.darkroom.simulator.fal;

import static dev.darkroom.simulator.fal.FalClient.KEY;
import static dev.darkroom.simulator.fal.FalClient.LITE;
import static dev.darkroom.simulator.fal.FalClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "An equivalent endpoint" takes over, unless the create call forbids it. */
class SimulatedFalFallbackTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
  private final FalClient fal = new FalClient(simulator);

  @AfterEach
  void close() {
    fal.close();
    simulator.close();
  }

  @Test
  void anotherModelMakesAPictureOfItsOwnSize() throws Exception {
    String id = fal.accepted(order("a fox @fault:fallback"));

    assertThat(model()).isEqualTo("bytedance/seedream/v4/text-to-image");
    assertThat(fal.picture(id).path("width").intValue()).isEqualTo(1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes"})
  void whoeverForbidsItGetsTheModelThatWasAskedFor(String value) throws Exception {
    var answer =
        fal.wire()
            .call(
                "POST",
                LITE,
                KEY,
                order("a fox @fault:fallback").toString(),
                Map.of("x-fal-disable-fallbacks", value));

    assertThat(model()).isEqualTo("bytedance/seedream/v5/lite/text-to-image");
    assertThat(
            fal.picture(Wire.json(answer).path("request_id").textValue()).path("width").intValue())
        .isEqualTo(2048);
  }

  @Test
  void withoutTheFaultNothingFallsBack() throws Exception {
    fal.accepted(order("a fox"));

    assertThat(model()).isEqualTo("bytedance/seedream/v5/lite/text-to-image");
  }

  private String model() {
    return simulator.taken("fal").getFirst().order().model();
  }
}
