package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalDefaultsTest {
  private static final String CALLBACK = "darkroom.callback.base-url";
  private static final String EVOLINK = "darkroom.provider.evolink.base-url";

  @Test
  void withoutASettingEverythingIsWhereTheReadmeSays() {
    var config = config(Map.of());

    assertThat(config.getValue(CALLBACK, String.class)).isEqualTo("http://localhost:8080");
    assertThat(config.getValue(EVOLINK, String.class)).isEqualTo("http://localhost:9090/evolink");
  }

  @Test
  void anotherPortIsFollowedWhereverItIsSet() {
    var config =
        config(Map.of("quarkus.http.port", "8181", "darkroom.local.simulator-port", "9191"));

    assertThat(config.getValue(CALLBACK, String.class)).isEqualTo("http://localhost:8181");
    assertThat(config.getValue(EVOLINK, String.class)).isEqualTo("http://localhost:9191/evolink");
    assertThat(config.getValue("darkroom.provider.fal.webhook-keys-url", String.class))
        .isEqualTo("http://localhost:9191/fal/.well-known/jwks.json");
    assertThat(config.getValue("darkroom.delivery.trusted-origins", String.class))
        .isEqualTo("http://localhost:9191");
  }

  @Test
  void noCallbackAddressHasAPortThatIsNotKnownYet() {
    var config = config(Map.of("quarkus.http.port", "0"));

    assertThat(config.getOptionalValue(CALLBACK, String.class)).isEmpty();
  }

  @Test
  void whatIsSetIsNoDefault() {
    var config = config(Map.of(CALLBACK, "https://tunnel.example.com"));

    assertThat(config.getValue(CALLBACK, String.class)).isEqualTo("https://tunnel.example.com");
  }

  @Test
  void webhooksAreSignedWithASecretThatTheDocumentsName() {
    assertThat(config(Map.of()).getValue("darkroom.notify.secret", String.class))
        .isEqualTo("whsec_ZGFya3Jvb20gbG9jYWwgbW9kZTogbm90IGEgc2VjcmV0");
    assertThat(
            config(Map.of("darkroom.notify.secret", "whsec_other"))
                .getValue("darkroom.notify.secret", String.class))
        .isEqualTo("whsec_other");
  }

  private static SmallRyeConfig config(Map<String, String> set) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(set, "a test", 300))
        .withSources(new LocalDefaultsFactory())
        .build();
  }
}
