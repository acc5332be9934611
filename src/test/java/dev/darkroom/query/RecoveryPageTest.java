package dev.darkroom.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Providers;
import dev.darkroom.provider.Recovery.Evidence;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code src/docs/recovery.md} what the facts say. */
@QuarkusTest
class RecoveryPageTest {
  private static final Path PAGE = Path.of("src/docs/recovery.md");

  @Inject Providers providers;

  @Test
  void thePageSaysWhatTheFactsSay() throws IOException {
    var page = RecoveryPage.of(providers.all());
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=RecoveryPageTest -Ddocs=write")
        .isEqualTo(page);
  }

  /** A way out of a doubt that nothing is known of could not be built, and one that is, should. */
  @Test
  void whoKnowsKeysAndAListHasAWayOutOfADoubt() {
    for (var provider : providers.all()) {
      var facts = provider.profile().recovery();
      boolean isKnown =
          facts.idempotencyKey().evidence() != Evidence.UNKNOWN
              && facts.list().evidence() != Evidence.UNKNOWN;

      assertThat(provider.recovery().isPresent()).as(provider.id().value()).isEqualTo(isKnown);
    }
  }

  @Test
  void everyFactSaysWhereItIsFrom() {
    assertThat(providers.all())
        .hasSize(4)
        .allSatisfy(
            provider ->
                assertThat(provider.profile().recovery().byName().values())
                    .hasSize(6)
                    .allSatisfy(
                        fact -> {
                          assertThat(fact.says()).endsWith(".");
                          assertThat(fact.source()).isNotBlank();
                        }));
  }
}
