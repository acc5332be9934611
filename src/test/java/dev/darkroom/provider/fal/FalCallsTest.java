package dev.darkroom.provider.fal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.support.ScriptedApi;
import dev.darkroom.provider.support.ScriptedApi.Call;
import dev.darkroom.provider.support.TestingHttpClient;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.testing.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of fal.ai's calls is made for a request, at which app, and what follows. */
class FalCallsTest {
  private static final ProviderId FAL = new ProviderId("fal");
  private static final IdempotencyKey KEY = new IdempotencyKey("task-0123456789-mwoxfuo0");
  private static final String REQUEST = FalExamples.REQUEST;
  private static final String REF = "bytedance~seedream~" + REQUEST;

  private final ScriptedApi api = new ScriptedApi();
  private final FalProvider provider = provider();

  @Test
  void aSubmitNamesTheModelAndTheWebhookAndIsRememberedByItsApp() {
    var callback = URI.create("https://darkroom.example/v1/callbacks/fal/a-token_1");
    api.answers(200, FalExamples.file("accepted.json"));

    var result = provider.submit(FalExamples.edit(), Optional.of(callback), KEY);

    assertThat(result)
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> assertThat(accepted.ref().id()).isEqualTo("fal-ai~bytedance~" + REQUEST));
    assertThat(api.calls().getFirst().arguments())
        .startsWith("Bearer key", FalExamples.V45_EDIT, "[" + callback + "]");
  }

  @Test
  void aModelThatIsNotInTheTableIsNotSent() {
    var request = FalExamples.request("fal-ai/flux", ImageSpec.of("a fox"));

    assertThat(provider.submit(request, Optional.empty(), KEY)).isInstanceOf(Refused.class);
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aRunningRequestIsNotAskedForItsResult() {
    state("running.json");

    assertThat(check(REF))
        .isEqualTo(new Reported(new Running(), Optional.empty(), Optional.empty()));
    assertThat(api.calls()).containsExactly(call("status", "bytedance", "seedream"));
  }

  @Test
  void aCompletedRequestIsAskedForItsResult() {
    state("completed.json");
    api.answers(200, FalExamples.file("result.json"));

    assertThat(((Reported) check(REF)).report())
        .isInstanceOfSatisfying(Succeeded.class, done -> assertThat(done.images()).hasSize(2));
    assertThat(api.calls())
        .containsExactly(
            call("status", "bytedance", "seedream"), call("result", "bytedance", "seedream"));
  }

  @ParameterizedTest
  @CsvSource({"422, content-refused.json", "500, model-broke.json", "504, completed-in-error.json"})
  void anErrorOfTheModelIsTheEndOfTheRequest(int status, String file) {
    state("completed.json");
    api.answers(status, FalExamples.file(file));

    assertThat(((Reported) check(REF)).report()).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({"400, still-in-progress.json", "404, unknown-request.json", "503, broken.json"})
  void aTroubleOfThePlatformIsNoFailureOfTheRequest(int status, String file) {
    state("completed.json");
    api.answers(status, FalExamples.file(file));

    assertThat(check(REF)).isInstanceOf(Transient.class);
  }

  @Test
  void aFailureThatTheStateNamesNeedsNoResult() {
    state("completed-in-error.json");
    api.answers(404, FalExamples.file("unknown-request.json"));

    assertThat(((Reported) check(REF)).report())
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.failure().message()).isEqualTo("Request timed out");
              assertThat(rejected.failure().providerCode()).contains("request_timeout");
            });
  }

  @Test
  void aThrottledResultIsWaitedForAsLongAsItSays() {
    state("completed.json");
    api.answers(429, Map.of("Retry-After", "60"), FalExamples.file("throttled.json"));

    assertThat(check(REF))
        .isEqualTo(new Transient("its result: answered 429", Optional.of(Duration.ofSeconds(60))));
  }

  @Test
  void whatAWebhookNamedIsAskedOfEachAppInTurn() {
    api.answers(404, FalExamples.file("unknown-request.json"));
    state("running.json");

    assertThat(check(REQUEST)).isInstanceOf(Reported.class);
    assertThat(api.calls())
        .containsExactly(
            call("status", "bytedance", "seedream"), call("status", "fal-ai", "bytedance"));
  }

  @Test
  void theAppThatKnowsItIsTheLastToBeAsked() {
    state("running.json");

    assertThat(check(REQUEST)).isInstanceOf(Reported.class);
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void whatNoAppKnowsIsNotKnown() {
    api.answers(404, "{}").answers(404, "{}");

    assertThat(check(REQUEST)).isEqualTo(new NotKnown());
  }

  @ParameterizedTest
  @CsvSource({"403, 404", "404, 403"})
  void whatOneAppKeepsSilentAboutMayStillBeThere(int first, int second) {
    api.answers(first, "{}").answers(second, "{}");

    assertThat(check(REQUEST)).isEqualTo(new Transient("answered 403", Optional.empty()));
  }

  @Test
  void anotherRequestUnderAHintIsNotTaken() {
    state("other-task.json");

    assertThat(check(REQUEST)).isEqualTo(new Mismatched());
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aCancelIsAskedForAtTheAppOfTheRequest() {
    api.answers(202, FalExamples.file("cancel-requested.json"));

    assertThat(cancel(REF)).isEqualTo(new CancelResult.Requested());
    assertThat(api.calls()).containsExactly(call("cancel", "bytedance", "seedream"));
  }

  @Test
  void whatAWebhookNamedIsCancelledUnderWhateverAppHasIt() {
    api.answers(404, "{}").answers(202, "{}");

    assertThat(cancel(REQUEST)).isEqualTo(new CancelResult.Requested());
    assertThat(api.calls())
        .containsExactly(
            call("cancel", "bytedance", "seedream"), call("cancel", "fal-ai", "bytedance"));
  }

  @Test
  void theAppThatCancelsItIsTheLastToBeAsked() {
    api.answers(202, "{}");

    assertThat(cancel(REQUEST)).isEqualTo(new CancelResult.Requested());
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void whatNoAppKnowsCannotBeCancelled() {
    api.answers(404, "{}").answers(404, "{}");

    assertThat(cancel(REQUEST)).isEqualTo(new CancelResult.NotKnown());
  }

  @ParameterizedTest
  @CsvSource({"403, 404", "404, 403"})
  void whatOneAppKeepsSilentAboutMayStillBeCancelledLater(int first, int second) {
    api.answers(first, "{}").answers(second, "{}");

    assertThat(cancel(REQUEST)).isEqualTo(new CancelResult.Transient("answered 403"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a~b", "a~..~x", "~~", "a~b~c~d", "a~b~c/d"})
  void aReferenceOfAnotherShapeIsAskedAboutNowhere(String id) {
    assertThat(check(id)).isEqualTo(new NotKnown());
    assertThat(cancel(id)).isEqualTo(new CancelResult.NotKnown());
    assertThat(api.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-ok.json", "webhook-error.json"})
  void aWebhookNamesTheRequestAlone(String file) {
    assertThat(provider.refIn(FalExamples.file(file).getBytes(UTF_8)))
        .contains(new ProviderTaskRef(FAL, REQUEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"request_id":""}""",
        """
            {"request_id":null}""",
        """
            {"request_id":"../x"}""",
        """
            {"request_id":"owner~app~x"}""",
        """
            {"request_id":{}}"""
      })
  void aWebhookCannotSayWhereToAsk(String body) {
    assertThat(provider.refIn(body.getBytes(UTF_8))).isEmpty();
  }

  private void state(String file) {
    api.answers(200, FalExamples.file(file));
  }

  private static Call call(String name, String owner, String alias) {
    return new Call(name, List.of("Bearer key", owner, alias, REQUEST));
  }

  private CheckResult check(String id) {
    return provider.check(new ProviderTaskRef(FAL, id));
  }

  private CancelResult cancel(String id) {
    return provider.cancel(new ProviderTaskRef(FAL, id));
  }

  private FalProvider provider() {
    var config = FalProviderTest.config(Map.of("darkroom.provider.fal.api-key", "key"));
    return new FalProvider(
        config,
        TestingHttpClient.of(FAL, FalApi.class, api, config, new TestingSecrets()),
        new FalWebhookKeys(List::of, new ManualClock()));
  }
}
