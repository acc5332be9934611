package dev.darkroom.provider.fal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.darkroom.provider.Authenticity.FORGED;
import static dev.darkroom.provider.Authenticity.GENUINE;
import static dev.darkroom.provider.Authenticity.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.ProviderServer;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.testing.ManualClock;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A key set on the loopback. Which signatures are genuine is told by {@link FalWebhookKeysTest}.
 */
@QuarkusTest
class FalWebhookTest {
  private static final String KEYS = "/.well-known/jwks.json";

  private final ProviderServer server = ProviderServer.started("fal");
  private final ManualClock clock = new ManualClock();
  private final FalSigner theirs = FalSigner.make();

  @BeforeEach
  void theirKeyIsPublished() {
    published(okJson(FalSigner.keySet(theirs)));
  }

  @AfterEach
  void serverIsStopped() {
    server.stop();
  }

  @Test
  void aSignedCallbackIsGenuineAndNeedsNoKeyOfOurs() {
    assertThat(provider().authenticity(signed(theirs))).isEqualTo(GENUINE);
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void anotherKeysSignatureIsForged() {
    assertThat(provider().authenticity(signed(FalSigner.make()))).isEqualTo(FORGED);
  }

  @Test
  void withoutTheKeysNobodyIsGenuine() {
    published(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(provider().authenticity(signed(theirs))).isEqualTo(UNKNOWN);
  }

  @Test
  void nobodyAtTheKeysAddressIsNoException() {
    var provider = provider();
    server.stop();

    assertThat(provider.authenticity(signed(theirs))).isEqualTo(UNKNOWN);
  }

  @Test
  void keysThatDoNotComeInTimeAreNotWaitedFor() {
    published(okJson(FalSigner.keySet(theirs)).withFixedDelay(5000));

    assertThat(provider().authenticity(signed(theirs))).isEqualTo(UNKNOWN);
  }

  @Test
  void keysThatAreElsewhereByNowAreNotFollowed() {
    published(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));
    server.stubFor(get(urlEqualTo("/elsewhere")).willReturn(okJson(FalSigner.keySet(theirs))));

    assertThat(provider().authenticity(signed(theirs))).isEqualTo(UNKNOWN);
    assertThat(fetches()).isEqualTo(1);
  }

  private FalProvider provider() {
    var prefix = "darkroom.provider.fal.";
    var config =
        FalProviderTest.config(
            Map.of(
                prefix + "webhook-keys-url",
                "http://localhost:" + server.port() + KEYS,
                prefix + "webhook-keys-timeout",
                "PT1S"));
    return new FalProvider(config, new TestingSecrets(), clock);
  }

  private void published(ResponseDefinitionBuilder answer) {
    server.resetMappings();
    server.stubFor(get(urlEqualTo(KEYS)).withHeader("Authorization", absent()).willReturn(answer));
  }

  private int fetches() {
    return server.getAllServeEvents().size();
  }

  private CallbackRequest signed(FalSigner signer) {
    var body = FalExamples.file("webhook-ok.json").getBytes(UTF_8);
    var now = Long.toString(clock.instant().getEpochSecond());
    return new CallbackRequest(signer.headers(FalExamples.REQUEST, body, now), body);
  }
}
