package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The line that local mode logs once it is up. */
class LocalStackTest {
  @Test
  void theLineNamesThePageTheRequestAndTheSimulator() {
    assertThat(LocalStack.upLine(8081, "/pictures", Optional.of(9091)))
        .isEqualTo(
            "Darkroom is up: open http://localhost:8081/ or POST http://localhost:8081/v1/generations;"
                + " images in /pictures; simulated providers at http://localhost:9091/<provider>");
  }

  @Test
  void realProvidersHaveNoAddressHere() {
    assertThat(LocalStack.upLine(8080, "the configured bucket", Optional.empty()))
        .endsWith("; images in the configured bucket");
  }
}
