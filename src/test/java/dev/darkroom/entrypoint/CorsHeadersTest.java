package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page in a browser may read every header that an answer has, in both forms of deployment. */
class CorsHeadersTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/darkroom/entrypoint");

  /** A header of an answer: its name, or the constant that is. */
  private static final Pattern ANSWERED =
      Pattern.compile("\\.with\\(\\s*(?:\"([a-z-]+)\"|(?:OpenAiReply\\.)?SHOULD_RETRY)\\s*,");

  /** What every page may read (Fetch standard, CORS-safelisted response-header names). */
  private static final Set<String> SAFELISTED = Set.of("cache-control", "content-type");

  /** What the browser itself reads of the page that is shown in it, and no script. */
  private static final Set<String> OF_THE_PAGE =
      Set.of(
          "content-encoding",
          "content-security-policy",
          "etag",
          "referrer-policy",
          "x-content-type-options");

  @ParameterizedTest
  @CsvSource({"infra/terraform/http.tf, expose_headers", "infra/sam/template.yaml, ExposeHeaders"})
  void everyHeaderOfAnAnswerIsExposedAndNoOther(String file, String list) {
    var answered = answered();
    answered.removeAll(SAFELISTED);
    answered.removeAll(OF_THE_PAGE);

    assertThat(answered).contains("location", "retry-after", "preference-applied");
    assertThat(listed(file, list)).isEqualTo(answered);
  }

  @ParameterizedTest
  @CsvSource({"infra/terraform/http.tf, allow_headers", "infra/sam/template.yaml, AllowHeaders"})
  void everyHeaderThatACallerSendsIsAllowed(String file, String list) {
    assertThat(listed(file, list))
        .contains("authorization", "content-type", "idempotency-key", "prefer", "traceparent");
  }

  @Test
  void everyNameInTheSourcesIsSeen() {
    assertThat(answered()).contains("x-should-retry", "idempotency-replayed", "allow");
  }

  private static Set<String> answered() {
    var names = new TreeSet<String>();
    try (var files = Files.list(SOURCES)) {
      files
          .map(CorsHeadersTest::text)
          .flatMap(source -> ANSWERED.matcher(source).results())
          .map(match -> match.group(1) == null ? OpenAiReply.SHOULD_RETRY : match.group(1))
          .forEach(names::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return names;
  }

  private static Set<String> listed(String file, String list) {
    var found = Pattern.compile(list + "\\s*[=:]\\s*\\[([^\\]]*)]").matcher(text(Path.of(file)));
    assertThat(found.find()).as(list).isTrue();
    return new TreeSet<>(
        Arrays.stream(found.group(1).split(",", -1))
            .map(name -> name.strip().replace("\"", ""))
            .toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
