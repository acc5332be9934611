package dev.darkroom.provider.liangxin;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageProviderContract;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LiangxinProviderTest extends ImageProviderContract {
  @Inject Providers providers;

  LiangxinProviderTest() {
    super("liangxin");
  }

  @Override
  protected ImageProvider provider(Map<String, String> properties, Secrets secrets) {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(LiangxinConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build()
            .getConfigMapping(LiangxinConfig.class);
    return new LiangxinProvider(config, secrets);
  }

  @Override
  protected ImageRequest request() {
    return LiangxinExamples.textToImage();
  }

  @Override
  protected MappingBuilder submitCall() {
    return post(urlEqualTo("/api/v1/jobs/createTask"));
  }

  @Override
  protected MappingBuilder checkCall(String id) {
    return get(urlEqualTo("/api/v1/jobs/recordInfo?taskId=" + id));
  }

  @Override
  protected String taskId() {
    return "task_seedream-v4-5_1777600000000";
  }

  @Override
  protected ResponseDefinitionBuilder unknownTask() {
    return server.answer(200, "unknown-task.json");
  }

  @Test
  void theRegistryFindsIt() {
    var found = providers.find(new ProviderId("liangxin")).orElseThrow();

    assertThat(found.capabilities()).isEqualTo(LiangxinCapabilities.ALL);
  }

  @Test
  void theDocumentsExampleIsSentAsItStands() {
    server.stubFor(
        submitCall()
            .withRequestBody(equalToJson(server.fixture("request-seed-001.json"), true, false))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(provider().submit(request(), Optional.empty(), KEY)).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 422})
  void aTaskThatIsNotKnownMayBeSaidByTheStatusAlone(int status) {
    server.stubFor(checkCall(taskId()).willReturn(server.answer(status, "unknown-task.json")));

    assertThat(check(provider())).isInstanceOf(NotKnown.class);
  }

  @Test
  void aFailedTaskIsReadWhateverStatusItComesUnder() {
    server.stubFor(checkCall(taskId()).willReturn(server.answer(501, "failed.json")));

    assertThat(check(provider())).isInstanceOf(Reported.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a&taskId=b", "a?b#c", "a%41", "a+b", "任务"})
  void anIdOfOddSignsIsAskedForAsItStands(String id) {
    server.stubFor(
        get(urlPathEqualTo("/api/v1/jobs/recordInfo"))
            .withQueryParam("taskId", equalTo(id))
            .willReturn(server.answer(404, "unknown-task.json")));
    var provider = provider();

    assertThat(provider.check(new ProviderTaskRef(provider.id(), id))).isInstanceOf(NotKnown.class);
    assertThat(server.findAllUnmatchedRequests()).isEmpty();
  }

  @Test
  void itCallsBackAndIsCheckedLater() {
    assertThat(provider().callsBack()).isTrue();
    assertThat(provider().firstCheckAfter()).isEqualTo(Duration.ofSeconds(45));
  }
}
