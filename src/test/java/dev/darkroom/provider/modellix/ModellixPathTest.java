package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModellixPathTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/{vendor}/{model}/async, api/v1/bytedance/seedream-5.0-lite/async",
    "/api/v1/{vendor}/{model}, api/v1/bytedance/seedream-5.0-lite",
    "/{model}, seedream-5.0-lite",
    "/m-{model}.v2, m-seedream-5.0-lite.v2"
  })
  void theModelIsPutWhereTheTemplateSays(String template, String path) {
    assertThat(new ModellixPath(template).of("seedream-5.0-lite")).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "api/{model}",
        "/api/{vendor}/async",
        "/api/{modell}/async",
        "/api/{model}/{model}",
        "/api/{vendor}/{vendor}/{model}",
        "/api/{model",
        "/api//{model}",
        "/api/../{model}",
        "/api/{model}/.",
        "/api/{model}/",
        "/api/{model}?x=1",
        "/api/{model}#x",
        "/api /{model}",
        "/api/%2e%2e/{model}",
        "https://elsewhere.example/{model}"
      })
  void theErrorOfAMalformedTemplateNamesTheVariable(String template) {
    assertThatThrownBy(() -> new ModellixPath(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DARKROOM_PROVIDER_MODELLIX_PATH_TEMPLATE")
        .hasMessageEndingWith(template);
  }
}
