package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code query} with the contact sheet: its files are in the binary. */
@TestInstance(Lifecycle.PER_CLASS)
class PageNativeIT {
  private static final Pattern FILE = Pattern.compile("\"ui/([^/\"]+)/([^\"]+)\"");

  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.in(folder);
  }

  @AfterAll
  void end() {
    site.close();
  }

  @Test
  void thePageAndEveryFileThatItNamesAreServed() {
    var page = get("/ui", Map.of());
    var named = FILE.matcher(body(page)).results().toList();

    assertThat(page.at("/headers/content-security-policy").asText()).contains("default-src 'none'");
    assertThat(named).hasSizeGreaterThan(8);
    for (var file : named) {
      var parameters = Map.of("version", file.group(1), "file", file.group(2));
      var answer = get("/ui/{version}/{file}", parameters);
      assertThat(body(answer)).as(file.group(2)).isNotBlank();
    }
  }

  private JsonNode get(String route, Map<String, String> parameters) {
    var event = GatewayEvent.get(route, parameters).json();
    var answer = Json.read(site.function(Site.Handler.QUERY).invoke(event));
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  private static String body(JsonNode answer) {
    var text = answer.path("body").asText();
    return answer.path("isBase64Encoded").asBoolean()
        ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
        : text;
  }
}
