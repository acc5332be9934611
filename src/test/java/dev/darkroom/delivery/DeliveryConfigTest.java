package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {

  @Test
  void nothingNeedsToBeSaid() {
    var config = read(Map.of());

    assertThat(config.timeBudget()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.maxBytes().asLongValue()).isEqualTo(50L * 1024 * 1024);
    assertThat(config.maxVideoBytes().asLongValue()).isEqualTo(250L * 1024 * 1024);
    assertThat(config.diskBudget().asLongValue()).isEqualTo(400L * 1024 * 1024);
  }

  @Test
  void theVariablesOfTheContractAreRead() {
    var config =
        read(
            Map.of(
                "DARKROOM_DELIVERY_TIME_BUDGET",
                "5s",
                "DARKROOM_DELIVERY_MAX_BYTES",
                "1000",
                "DARKROOM_DELIVERY_MAX_VIDEO_BYTES",
                "2000"));

    assertThat(config.timeBudget()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.maxBytes().asLongValue()).isEqualTo(1000);
    assertThat(config.maxVideoBytes().asLongValue()).isEqualTo(2000);
  }

  private static DeliveryConfig read(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(DeliveryConfig.class)
        .withSources(new EnvConfigSource(environment, 300))
        .build()
        .getConfigMapping(DeliveryConfig.class);
  }
}
