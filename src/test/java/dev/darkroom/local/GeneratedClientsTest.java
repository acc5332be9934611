package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.testing.tools.ClientGenerator;
import dev.darkroom.testing.tools.OpenApiTools;
import dev.darkroom.testing.tools.ToolProcess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Clients that are generated from the OpenAPI document compile, and make a picture. */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class GeneratedClientsTest extends LocalModeFixture {
  @Test
  void theClientsOfTypeScriptMakeAPicture() {
    var folder = ClientGenerator.typeScript();

    var fetch = OpenApiTools.run("node", folder.resolve("generated.js").toString(), base());
    var typed = OpenApiTools.run("node", folder.resolve("typed.js").toString(), base());

    assertPicture("typescript-fetch", fetch);
    assertPicture("openapi-typescript", typed);
  }

  @Test
  void theClientOfJavaMakesAPictureAndKeepsALargeNumber() {
    var classPath = ClientGenerator.java();

    var seen = assertPicture("java-native", OpenApiTools.runJava(classPath, "MakePicture", base()));

    assertThat(seen.path("seed").asText()).isEqualTo(Long.toString(Long.MAX_VALUE));
  }

  private static JsonNode assertPicture(String client, ToolProcess ended) {
    var seen = OpenApiTools.json(ended.succeeded());
    assertThat(seen.path("status").asText()).isEqualTo("succeeded");
    assertThat(seen.path("contentType").asText()).isEqualTo("image/jpeg");
    assertThat(seen.path("createdAt").asText()).startsWith("20").endsWith("Z");
    assertThat(seen.path("isWhole").asBoolean()).isTrue();
    assertThat(seen.path("location").asText()).startsWith("/v1/generations/");
    assertThat(seen.path("replayed").asText()).isEqualTo("true");
    assertThat(seen.path("problem").asText()).isEqualTo("invalid_request");
    assertThat(seen.path("models").asInt()).isGreaterThan(5);
    assertThat(paid(client)).isEqualTo(1);
    return seen;
  }

  private static String base() {
    var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    return "http://localhost:" + port;
  }
}
