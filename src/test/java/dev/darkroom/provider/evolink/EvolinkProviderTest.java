package dev.darkroom.provider.evolink;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageProviderContract;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EvolinkProviderTest extends ImageProviderContract {
  @Inject Providers providers;

  EvolinkProviderTest() {
    super("evolink");
  }

  @Override
  protected ImageProvider provider(Map<String, String> properties, Secrets secrets) {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(EvolinkConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build()
            .getConfigMapping(EvolinkConfig.class);
    return new EvolinkProvider(config, secrets);
  }

  @Override
  protected ImageRequest request() {
    return EvolinkExamples.textToImage();
  }

  @Override
  protected MappingBuilder submitCall() {
    return post(urlEqualTo("/v1/images/generations"));
  }

  @Override
  protected MappingBuilder checkCall(String id) {
    return get(urlEqualTo("/v1/tasks/" + id));
  }

  @Override
  protected String taskId() {
    return "task-unified-1757165031-seedream5lite";
  }

  @Override
  protected ResponseDefinitionBuilder unknownTask() {
    return server.answer(404, "refused.json");
  }

  @Test
  void theRegistryFindsIt() {
    var found = providers.find(new ProviderId("evolink")).orElseThrow();

    assertThat(found.capabilities())
        .extracting(Capability::providerModel)
        .containsExactly(
            EvolinkExamples.MODEL,
            EvolinkExamples.SEEDREAM_45,
            EvolinkExamples.Z_IMAGE,
            EvolinkExamples.BANANA);
  }

  @Test
  void theTextToImageExampleOfSeed004IsSentAsItStands() {
    server.stubFor(
        submitCall()
            .withRequestBody(equalToJson(server.fixture("request-text-to-image.json"), true, false))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(provider().submit(request(), Optional.empty(), KEY)).isInstanceOf(Accepted.class);
  }
}
