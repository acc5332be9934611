package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that somebody else will follow: a provider, or the requester. */
class LinkRuleTest {
  private static final Origin SIMULATOR = new Origin("http", "localhost", 9090);

  private final LinkRule rule = LinkRule.of(Set.of(SIMULATOR), 443);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pictures.test/fox.png",
        "https://Pictures.Test/fox.png",
        "https://a_b.pictures.test/fox.png",
        "https://8.8.8.8/fox.png",
        "https://localhost.pictures.test/fox.png",
        "http://localhost:9090/fox.png"
      })
  void aPublicOrTrustedLinkIsTaken(String link) {
    assertThat(rule.objection(URI.create(link))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mailto:a@pictures.test, not an absolute https link",
    "http://pictures.test/, not https",
    "https://pictures.test:8443/, unusual port",
    "https://user@pictures.test/, credentials",
    "http://user@localhost:9090/, credentials",
    "https://localhost/, not public",
    "https://a.localhost/, not public",
    "https://10.0.0.1/, not public",
    "https://[::1]/, not public",
    "https://[::ffff:8.8.8.8]/, not public"
  })
  void anotherLinkIsRefusedWithTheReason(String link, String reason) {
    assertThat(rule.objection(URI.create(link)).orElseThrow()).contains(reason);
  }

  /** Darkroom reads the host without its last dot; a reader of URIs keeps it. */
  @Test
  void aHostThatIsReadInTwoWaysIsRefused() {
    var link = URI.create("https://pictures.test./fox.png");

    assertThat(rule.objection(link).orElseThrow()).contains("unusual way");
  }
}
