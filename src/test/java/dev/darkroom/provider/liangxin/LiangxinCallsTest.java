package dev.darkroom.provider.liangxin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.ScriptedApi;
import dev.darkroom.provider.support.ScriptedApi.Call;
import dev.darkroom.provider.support.TestingHttpClient;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of LiangXin's calls is made, and what follows. */
class LiangxinCallsTest {
  private static final ProviderId LIANGXIN = new ProviderId("liangxin");
  private static final IdempotencyKey KEY = new IdempotencyKey("task-0123456789-mwoxfuo0");
  private static final URI CALLBACK =
      URI.create("https://darkroom.example/v1/callbacks/liangxin/token");
  private static final Map<String, String> ALL =
      Map.of("base-url", "https://liangxin.example", "api-key", "key");
  private static final String BASE_URL = "DARKROOM_PROVIDER_LIANGXIN_BASE_URL";
  private static final String API_KEY = "DARKROOM_PROVIDER_LIANGXIN_API_KEY";

  private final ScriptedApi api = new ScriptedApi();

  @Test
  void aSubmitLeavesWithItsCallback() {
    api.answers(200, "{'code':200,'data':{'taskId':'task-1'}}");

    assertThat(submit(provider(ALL)))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.ref().id()).isEqualTo("task-1"));
    assertThat(api.calls().getFirst().arguments().getFirst()).isEqualTo("Bearer key");
    assertThat(api.calls().getFirst().arguments().getLast()).contains(CALLBACK.toString());
  }

  @Test
  void aModelThatIsNotInTheTableIsNotSent() {
    var request = LiangxinExamples.request("seedream-9", ImageSpec.of("a fox"));

    assertThat(provider(ALL).submit(request, Optional.empty(), KEY)).isInstanceOf(Refused.class);
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aCheckAsksForItsTask() {
    api.answers(200, "{'code':200,'data':{'taskId':'task-1','state':'generating'}}");

    assertThat(check(provider(ALL), "task-1")).isInstanceOf(Reported.class);
    assertThat(api.calls())
        .containsExactly(new Call("recordInfo", List.of("Bearer key", "task-1")));
  }

  @Test
  void anIdThatWouldLeadElsewhereIsNotAskedFor() {
    assertThat(check(provider(ALL), "../keys")).isEqualTo(new NotKnown());
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aCallbackNamesItsTask() {
    assertThat(provider(ALL).refIn("{\"data\":{\"taskId\":\"task-ä\"}}".getBytes(UTF_8)))
        .contains(new ProviderTaskRef(LIANGXIN, "task-ä"));
  }

  @Test
  void withBaseAddressAndKeyItIsOn() {
    assertThat(provider(ALL).profile().whyOff()).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedAllAtOnce() {
    assertThat(whyOff(Map.of("api-key", "key"))).contains(BASE_URL).doesNotContain(API_KEY);
    assertThat(whyOff(Map.of("base-url", "https://liangxin.example")))
        .contains(API_KEY)
        .doesNotContain(BASE_URL);
    assertThat(whyOff(Map.of())).contains(API_KEY, "; ", BASE_URL);
  }

  @Test
  void withoutABaseAddressNothingIsSentAndTheReasonIsGiven() {
    var provider = provider(Map.of("api-key", "key"));

    assertThat(submit(provider))
        .isInstanceOfSatisfying(
            Transient.class, off -> assertThat(off.failure().message()).contains(BASE_URL));
    assertThat(check(provider, "task-1"))
        .isInstanceOfSatisfying(
            CheckResult.Transient.class, off -> assertThat(off.why()).contains(BASE_URL));
    assertThat(api.calls()).isEmpty();
  }

  private String whyOff(Map<String, String> properties) {
    return provider(properties).profile().whyOff().orElseThrow();
  }

  private static SubmitResult submit(LiangxinProvider provider) {
    return provider.submit(LiangxinExamples.textToImage(), Optional.of(CALLBACK), KEY);
  }

  private static CheckResult check(LiangxinProvider provider, String id) {
    return provider.check(new ProviderTaskRef(LIANGXIN, id));
  }

  private LiangxinProvider provider(Map<String, String> properties) {
    var named = new HashMap<String, String>();
    properties.forEach((name, value) -> named.put("darkroom.provider.liangxin." + name, value));
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(LiangxinConfig.class)
            .withSources(new PropertiesConfigSource(named, "test", 100))
            .build()
            .getConfigMapping(LiangxinConfig.class);
    return new LiangxinProvider(
        config,
        config
            .baseUrl()
            .map(
                _ ->
                    TestingHttpClient.of(
                        LIANGXIN, LiangxinApi.class, api, config, new TestingSecrets())));
  }
}
