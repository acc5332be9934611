package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.DeliveryConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The variable keeps its name beside those of delivery. */
class LinkConfigTest {

  @Test
  void nobodyIsTrustedUnlessSaid() {
    assertThat(read(Map.of()).trustedOrigins()).isEmpty();
  }

  @Test
  void theVariableOfTheContractIsRead() {
    var trusted = "http://localhost:9090,https://pictures.test:8443";

    assertThat(read(Map.of("DARKROOM_DELIVERY_TRUSTED_ORIGINS", trusted)).trustedOrigins())
        .contains(List.of("http://localhost:9090", "https://pictures.test:8443"));
  }

  private static LinkConfig read(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(DeliveryConfig.class)
        .withMapping(LinkConfig.class)
        .withSources(new EnvConfigSource(environment, 300))
        .build()
        .getConfigMapping(LinkConfig.class);
  }
}
