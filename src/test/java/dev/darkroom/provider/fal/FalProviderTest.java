package dev.darkroom.provider.fal;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageProviderContract;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.testing.ManualClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FalProviderTest extends ImageProviderContract {
  private static final String SEEDREAM = "/bytedance/seedream/requests/" + FalExamples.REQUEST;
  private static final String FAL_AI = "/fal-ai/bytedance/requests/" + FalExamples.REQUEST;

  @Inject Providers providers;

  FalProviderTest() {
    super("fal");
  }

  @Override
  protected ImageProvider provider(Map<String, String> properties, Secrets secrets) {
    return new FalProvider(config(properties), secrets, new ManualClock());
  }

  static FalConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(FalConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(FalConfig.class);
  }

  @Override
  protected ImageRequest request() {
    return FalExamples.textToImage();
  }

  @Override
  protected MappingBuilder submitCall() {
    return post(urlPathEqualTo("/" + FalExamples.V5));
  }

  /** Both calls of a check: a file of the contract holds the state and the result. */
  @Override
  protected MappingBuilder checkCall(String id) {
    return get(urlPathMatching(SEEDREAM + "(/status)?"));
  }

  @Override
  protected String scheme() {
    return "Key";
  }

  @Override
  protected String taskId() {
    return "bytedance~seedream~" + FalExamples.REQUEST;
  }

  /** Its words in {@code detail} are all there is. */
  @Override
  protected boolean hasCodesInSuccesses() {
    return false;
  }

  @Override
  protected String callbackFile() {
    return "webhook-ok.json";
  }

  @Override
  protected String idInCallback() {
    return FalExamples.REQUEST;
  }

  @Override
  protected ResponseDefinitionBuilder unknownTask() {
    return server.answer(404, "unknown-request.json");
  }

  @Test
  void theRegistryFindsIt() {
    var found = providers.find(new ProviderId("fal")).orElseThrow();

    assertThat(found.capabilities())
        .extracting(Capability::providerModel)
        .containsExactly(
            FalExamples.V5, FalExamples.V5_EDIT, FalExamples.V45, FalExamples.V45_EDIT);
  }

  @Test
  void theDocumentsExampleIsSentAsItStandsAndTheWebhookInTheAddress() {
    var callback = "https://darkroom.example/v1/callbacks/fal/a-token_1?x=1&y=2";
    server.stubFor(
        submitCall()
            .withQueryParam("fal_webhook", equalTo(callback))
            .withRequestBody(equalToJson(server.fixture("request-text-to-image.json"), true, false))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(provider().submit(request(), Optional.of(URI.create(callback)), KEY))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void noOtherModelMayAnswerInItsPlace() {
    server.stubFor(
        submitCall()
            .withHeader("x-fal-disable-fallbacks", equalTo("true"))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(submit(provider())).isInstanceOf(Accepted.class);
  }

  @Test
  void withoutACallbackThereIsNoWebhook() {
    server.stubFor(
        submitCall()
            .withQueryParam("fal_webhook", absent())
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(provider().submit(request(), Optional.empty(), KEY)).isInstanceOf(Accepted.class);
  }

  @Test
  void eachModelIsSubmittedAtItsOwnAddressAndRememberedByItsApp() {
    server.stubFor(
        post(urlEqualTo("/" + FalExamples.V45_EDIT))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(provider().submit(FalExamples.edit(), Optional.empty(), KEY))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted ->
                assertThat(accepted.ref().id())
                    .isEqualTo("fal-ai~bytedance~" + FalExamples.REQUEST));
  }

  @Test
  void aCompletedRequestIsAskedForItsResult() {
    stateIs(SEEDREAM, "completed.json");
    resultIs(SEEDREAM, server.answer(200, "result.json"));

    assertThat(((Reported) check(provider())).report())
        .isInstanceOfSatisfying(Succeeded.class, done -> assertThat(done.images()).hasSize(2));
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aThrottledResultIsWaitedForAsLongAsItSays() {
    stateIs(SEEDREAM, "completed.json");
    resultIs(SEEDREAM, server.answer(429, "throttled.json").withHeader("Retry-After", "60"));

    assertThat(check(provider()))
        .isInstanceOfSatisfying(
            Transient.class,
            transientResult ->
                assertThat(transientResult.retryAfter()).contains(Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(strings = {SEEDREAM, FAL_AI})
  void whatAWebhookNamesIsFoundUnderWhateverAppHasIt(String place) {
    stateIs(place, "completed.json");
    resultIs(place, server.answer(200, "result.json"));

    assertThat(((Reported) hinted()).report()).isInstanceOf(Succeeded.class);
  }

  @Test
  void whatAWebhookNamedIsCancelledUnderWhateverAppHasIt() {
    cancelIs(SEEDREAM, 404, "cancel-not-found.json");
    cancelIs(FAL_AI, 202, "cancel-requested.json");

    assertThat(provider().cancel(new ProviderTaskRef(new ProviderId("fal"), FalExamples.REQUEST)))
        .isEqualTo(new CancelResult.Requested());
  }

  private void cancelIs(String place, int status, String file) {
    server.stubFor(
        put(urlEqualTo(place + "/cancel"))
            .withHeader("Authorization", matching("Key .+"))
            .willReturn(server.answer(status, file)));
  }

  private void stateIs(String place, String file) {
    server.stubFor(get(urlEqualTo(place + "/status")).willReturn(server.answer(200, file)));
  }

  private void resultIs(String place, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(place)).willReturn(answer));
  }

  /** A check of what a webhook named. */
  private CheckResult hinted() {
    var provider = provider();
    return provider.check(new ProviderTaskRef(provider.id(), FalExamples.REQUEST));
  }
}
