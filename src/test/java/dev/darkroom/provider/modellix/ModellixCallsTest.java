package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.support.ScriptedApi;
import dev.darkroom.provider.support.ScriptedApi.Call;
import dev.darkroom.provider.support.TestingHttpClient;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of Modellix's calls is made, and what follows. */
class ModellixCallsTest {
  private static final ProviderId MODELLIX = new ProviderId("modellix");
  private static final IdempotencyKey KEY = new IdempotencyKey("task-0123456789-mwoxfuo0");

  private final ScriptedApi api = new ScriptedApi();

  @Test
  void aSubmitGoesToThePathOfItsModel() {
    api.answers(200, "{'code':0,'data':{'task_id':'task-1','status':'pending'}}");

    assertThat(provider().submit(ModellixExamples.seed003(), Optional.empty(), KEY))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.ref().id()).isEqualTo("task-1"));
    assertThat(api.calls().getFirst().arguments())
        .startsWith("api/v1/bytedance/seedream-5.0-lite-edit/async", "Bearer key");
  }

  @Test
  void aModelThatIsNotInTheTableIsNotSent() {
    var request = ModellixExamples.request("seedream-9", ImageSpec.of("a fox"));

    assertThat(provider().submit(request, Optional.empty(), KEY))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(refused.failure().message()).contains("seedream-9");
            });
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aCheckAsksForItsTask() {
    api.answers(200, "{'code':0,'data':{'task_id':'task-1','status':'running'}}");

    assertThat(check("task-1")).isInstanceOf(Reported.class);
    assertThat(api.calls()).containsExactly(new Call("task", List.of("Bearer key", "task-1")));
  }

  @Test
  void anIdThatWouldLeadElsewhereIsNotAskedFor() {
    assertThat(check("../keys")).isEqualTo(new NotKnown());
    assertThat(api.calls()).isEmpty();
  }

  private CheckResult check(String id) {
    return provider().check(new ProviderTaskRef(MODELLIX, id));
  }

  private ModellixProvider provider() {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(ModellixConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("darkroom.provider.modellix.api-key", "key"), "test", 100))
            .build()
            .getConfigMapping(ModellixConfig.class);
    return new ModellixProvider(
        config,
        TestingHttpClient.of(MODELLIX, ModellixApi.class, api, config, new TestingSecrets()));
  }
}
