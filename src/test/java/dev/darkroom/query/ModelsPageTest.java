package dev.darkroom.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Providers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code src/docs/models.md} what the capability tables say. */
@QuarkusTest
class ModelsPageTest {
  private static final Path PAGE = Path.of("src/docs/models.md");

  @Inject Providers providers;

  @Test
  void thePageSaysWhatTheTablesSay() throws IOException {
    var page = ModelsPage.of(new Models(providers).all());
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=ModelsPageTest -Ddocs=write")
        .isEqualTo(page);
  }
}
