package dev.darkroom.provider.modellix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageProviderContract;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Running;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ModellixProviderTest extends ImageProviderContract {
  private static final String NOW = "Fri, 20 Nov 2026 10:00:00 GMT";
  private static final String IN_TWO_MINUTES = "1795168920";

  @Inject Providers providers;

  ModellixProviderTest() {
    super("modellix");
  }

  @Override
  protected ImageProvider provider(Map<String, String> properties, Secrets secrets) {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(ModellixConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build()
            .getConfigMapping(ModellixConfig.class);
    return new ModellixProvider(config, secrets);
  }

  @Override
  protected ImageRequest request() {
    return ModellixExamples.seed003();
  }

  @Override
  protected MappingBuilder submitCall() {
    return post(urlEqualTo("/api/v1/bytedance/seedream-5.0-lite-edit/async"));
  }

  @Override
  protected MappingBuilder checkCall(String id) {
    return get(urlEqualTo("/api/v1/tasks/" + id));
  }

  @Override
  protected String taskId() {
    return "task-abc123";
  }

  @Override
  protected ResponseDefinitionBuilder unknownTask() {
    return server.answer(404, "unknown-task.json");
  }

  @Test
  void theRegistryFindsIt() {
    var found = providers.find(new ProviderId("modellix")).orElseThrow();

    assertThat(found.capabilities())
        .extracting(Capability::providerModel)
        .containsExactly(
            ModellixExamples.LITE, ModellixExamples.LITE_EDIT, ModellixExamples.SEEDREAM_45);
  }

  @Test
  void theExampleOfSeed003IsSentAsItStands() {
    server.stubFor(
        submitCall()
            .withRequestBody(equalToJson(server.fixture("request-seed-003.json"), false, false))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(submit(provider())).isInstanceOf(Accepted.class);
  }

  @Test
  void itIsFoundByChecksAlone() {
    assertThat(provider().callsBack()).isFalse();
    assertThat(provider().firstCheckAfter()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/{vendor}/{model}, /api/v1/bytedance/seedream-4.5-t2i",
    "/api/v1/text-to-image/{vendor}/{model}/async,"
        + " /api/v1/text-to-image/bytedance/seedream-4.5-t2i/async",
    "/v2/{model}, /v2/seedream-4.5-t2i"
  })
  void thePathMayMoveAgain(String template, String path) {
    server.stubFor(post(urlEqualTo(path)).willReturn(server.answer(200, "accepted.json")));
    var request =
        ModellixExamples.request(ModellixExamples.SEEDREAM_45, ImageSpec.of("a fox in snow"));

    assertThat(provider(Map.of("path-template", template)).submit(request, Optional.empty(), KEY))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void aMalformedPathIsFoundBeforeAnythingIsSent() {
    assertThatThrownBy(() -> provider(Map.of("path-template", "/api/v1/{vendor}/async")))
        .hasMessageContaining("DARKROOM_PROVIDER_MODELLIX_PATH_TEMPLATE")
        .hasMessageContaining("/api/v1/{vendor}/async");
  }

  @Test
  void aPromptLimitThatIsConfiguredIsOffered() {
    var provider = provider(Map.of("prompt-limit", "seedream-4.5-t2i:10000"));

    assertThat(provider.capabilities())
        .extracting(row -> row.promptLimit().orElseThrow())
        .containsExactly(600, 600, 10_000);
  }

  @Test
  void aRemovedModelLeavesTheRequestToAnotherProvider() {
    submitAnswers(server.answer(404, "unknown-task.json"));

    assertThat(submit(provider()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.failure().code().allowsFallback()).isTrue());
  }

  @Test
  void aThrottledSubmitWaitsForTheEndOfTheRateWindow() {
    submitAnswers(throttled());

    assertThat(submit(provider()))
        .isInstanceOfSatisfying(
            Transient.class,
            notNow -> assertThat(notNow.retryAfter()).contains(Duration.ofMinutes(2)));
  }

  @Test
  void aThrottledCheckIsLeftToTheQueueUntilTheEndOfTheRateWindow() {
    server.stubFor(checkCall(taskId()).willReturn(throttled()));

    assertThat(check(provider()))
        .isInstanceOfSatisfying(
            CheckResult.Transient.class,
            transientResult ->
                assertThat(transientResult.retryAfter()).contains(Duration.ofMinutes(2)));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void theLastCheckOfARateWindowPutsTheNextOneOff() {
    server.stubFor(checkCall(taskId()).willReturn(spent(server.answer(200, "running.json"))));

    assertThat(((Reported) check(provider())).report())
        .isEqualTo(new Running(Optional.of(Duration.ofMinutes(2))));
  }

  private ResponseDefinitionBuilder throttled() {
    return spent(server.answer(429, "throttled.json"));
  }

  private static ResponseDefinitionBuilder spent(ResponseDefinitionBuilder answer) {
    return answer
        .withHeader("Date", NOW)
        .withHeader("X-RateLimit-Limit", "100")
        .withHeader("X-RateLimit-Remaining", "0")
        .withHeader("X-RateLimit-Reset", IN_TWO_MINUTES);
  }
}
