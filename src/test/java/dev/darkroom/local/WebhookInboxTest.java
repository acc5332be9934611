package dev.darkroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.Json;
import dev.darkroom.notification.TestingNotify;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to the inbox can be listed, and fills no memory. */
class WebhookInboxTest {
  private final WebhookInbox inbox = new WebhookInbox(TestingNotify.signing(), Clock.systemUTC());

  @ParameterizedTest
  @ValueSource(ints = {1, 400, 990, 1000, 100_000})
  void aBodyThatIsNestedAnyhowIsListed(int depth) throws Exception {
    receive("[".repeat(depth) + "]".repeat(depth));

    assertThat(listed()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "{", "{} {}", "NaN", "1e999999999", "\ud800"})
  void aBodyThatIsNoJsonIsListed(String body) throws Exception {
    receive(body);

    assertThat(listed()).hasSize(1);
  }

  @Test
  void aBodyThatIsTooLargeIsCutAndSaysSo() throws Exception {
    receive("{\"text\":\"" + "x".repeat(2_000_000) + "\"}");

    var body = listed().get(0).path("body").asText();
    assertThat(body).hasSizeLessThan(300_000).startsWith("{\"text\":\"xxx").endsWith("…");
  }

  private void receive(String body) {
    inbox.receive("/", Map.of(), body.getBytes(UTF_8), 204);
  }

  private JsonNode listed() throws Exception {
    return new JsonMapper().readTree(new Json().write(inbox.contents())).path("webhooks");
  }
}
