package dev.darkroom.provider.evolink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.support.ScriptedApi;
import dev.darkroom.provider.support.ScriptedApi.Call;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of EvoLink's free calls is made, and what a callback names. */
class EvolinkCallsTest {
  private static final ProviderId EVOLINK = new ProviderId("evolink");

  private final ScriptedApi api = new ScriptedApi();
  private final EvolinkProvider provider =
      EvolinkExamples.provider(api, Map.of("api-key", "key"), new TestingSecrets());

  @Test
  void aCheckAsksForItsTask() {
    api.answers(200, "{'id':'task-1','status':'processing'}");

    assertThat(check("task-1")).isInstanceOf(Reported.class);
    assertThat(api.calls()).containsExactly(new Call("task", List.of("Bearer key", "task-1")));
  }

  @Test
  void anIdThatWouldLeadElsewhereIsNotAskedFor() {
    assertThat(check("../keys")).isEqualTo(new NotKnown());
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aCallbackNamesItsTask() {
    assertThat(provider.refIn("{\"id\":\"task-1\"}".getBytes(UTF_8)))
        .contains(new ProviderTaskRef(EVOLINK, "task-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"id\":\"../keys\"}"})
  void anyOtherCallbackNamesNone(String body) {
    assertThat(provider.refIn(body.getBytes(UTF_8))).isEmpty();
  }

  private CheckResult check(String id) {
    return provider.check(new ProviderTaskRef(EVOLINK, id));
  }
}
