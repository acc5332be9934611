package dev.darkroom.provider;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code src/docs/not-taken.md} what the lists of the providers say. */
@QuarkusTest
class NotTakenPageTest {
  private static final Path PAGE = Path.of("src/docs/not-taken.md");

  @Inject Providers providers;

  @Test
  void thePageSaysWhatTheListsSay() throws IOException {
    var page =
        NotTakenPage.of(
            providers.all().stream().sorted(comparing(one -> one.id().value())).toList());
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=NotTakenPageTest -Ddocs=write")
        .isEqualTo(page);
  }
}
