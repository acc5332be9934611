package dev.darkroom.testing.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real browser that does what {@code src/test/browser} says. Where Node.js, the packages or a
 * Chromium is not there, the test is skipped, and says so.
 */
public final class Browser {
  private static final NodeFolder NODE = NodeFolder.of("src/test/browser", "browser");
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** In ASCII: without a locale, Java can hand over nothing else. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Browser() {}

  /** Does it at the Darkroom of that address, and reads what came of it. */
  public static JsonNode run(String address, String what, Map<String, ?> settings) {
    var chromium = chromium();
    assumeTrue(
        chromium.isPresent(), "there is no Chromium (apt-get install chromium, or CHROMIUM=…)");
    NODE.fetch();
    try {
      var ended =
          NODE.run(
                  "node",
                  "sheet.mjs",
                  address,
                  chromium.get(),
                  what,
                  MAPPER.writeValueAsString(settings))
              .succeeded();
      var seen = MAPPER.readTree(ended.output());
      assertThat(seen.path("faults")).as("%s", what).isEmpty();
      return seen;
    } catch (JsonProcessingException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }

  /** Where it leaves its files. */
  public static Path folder() {
    return NODE.folder();
  }

  private static Optional<String> chromium() {
    var named = Optional.ofNullable(System.getenv("CHROMIUM")).stream();
    var usual = NAMES.stream().flatMap(Browser::onPath);
    return Stream.concat(named, usual).findFirst();
  }

  private static Stream<String> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString);
  }
}
