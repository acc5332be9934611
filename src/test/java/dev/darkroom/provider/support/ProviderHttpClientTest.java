package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.provider.support.NotTaken.Shape;
import dev.darkroom.provider.support.ScriptedApi.Call;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderId;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which call leaves, with which key, and what is known of it afterwards. */
class ProviderHttpClientTest {
  private static final NotTaken LIST =
      new NotTaken(
          Shape.of(body -> body.path("error").isObject()),
          List.of(
              NotTakenRow.of(401, ErrorCode.KEY_REJECTED, "a page"),
              NotTakenRow.of(403, ErrorCode.INVALID_REQUEST, "a page")));
  private static final String REJECTED = "{'error':{}}";
  private static final String REJECTED_TEXT = "{\"error\":{}}";
  private static final String BODY = "{\"prompt\":\"a fox\"}";
  private final RuntimeException broken = new IllegalStateException();
  private final RuntimeException noConnection = new IllegalStateException(new ConnectException());

  private final ScriptedApi api = new ScriptedApi();
  private final TestingHttpClient.Once guard = new TestingHttpClient.Once();
  private final TestingSecrets secrets = new TestingSecrets("first", "second");

  /** The calls of some provider. */
  interface Api {
    Response create(String authorization, PaidBody body);

    Response task(String authorization);
  }

  @AfterEach
  void noInterruptIsLeftBehind() {
    Thread.interrupted();
  }

  @Test
  void aPaidCallLeavesOnceWithItsBody() {
    api.answers(200, "{}");

    var outcome = submit();

    assertThat(outcome.outcome()).isEqualTo(new Answered(200, Map.of(), "{}"));
    assertThat(outcome.account()).contains(AccountFingerprint.of("first"));
    assertThat(api.calls()).containsExactly(new Call("create", List.of("Bearer first", BODY)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 599})
  void anUnhealthyAnswerToAPaidCallIsItsAnswer(int status) {
    api.answers(status, Map.of("Retry-After", "9"), "no");

    assertThat(submit().outcome())
        .isEqualTo(new Answered(status, Map.of("retry-after", "9"), "no"));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aPaidCallThatBrokeOffMayHaveArrived() {
    api.breaksOff(broken);

    assertThat(submit().outcome()).isEqualTo(new Unanswered("broken off (IllegalStateException)"));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aPaidCallWithoutAConnectionWasNotSent() {
    api.cannotBeReached(noConnection);

    assertThat(submit().outcome()).isEqualTo(new NotSent("no connection"));
  }

  @Test
  void aRejectedKeyIsExchangedOnce() {
    api.answers(401, REJECTED).answers(401, REJECTED);

    var outcome = submit();

    assertThat(outcome.outcome()).isEqualTo(new Answered(401, Map.of(), REJECTED_TEXT));
    assertThat(outcome.account()).contains(AccountFingerprint.of("second"));
    assertThat(api.calls())
        .extracting(call -> call.arguments().getFirst())
        .containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void thereIsNoSecondCallWithTheSameKey() {
    api.answers(401, REJECTED);

    var outcome = client(new TestingSecrets("only")).submit(BODY, LIST, Api::create);

    assertThat(outcome.account()).contains(AccountFingerprint.of("only"));
    assertThat(api.calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"403, {'error':{}}", "401, <html>", "200, {'error':{}}"})
  void onlyTheListSaysThatAPaidCallsKeyWasRejected(int status, String body) {
    api.answers(status, body);

    submit();

    assertThat(api.calls()).hasSize(1);
    assertThat(secrets.fetches()).isEqualTo(1);
  }

  @Test
  void withoutAReadableKeyNothingLeaves() {
    var keyless = client(new TestingSecrets());

    var unreadable = new NotSent("its key cannot be read");
    assertThat(keyless.submit(BODY, LIST, Api::create))
        .isEqualTo(new PaidOutcome(unreadable, Optional.empty()));
    assertThat(keyless.read(Api::task)).isEqualTo(unreadable);
    assertThat(keyless.account()).isEmpty();
    var account = AccountFingerprint.of("first");
    assertThat(keyless.submitFor(account, BODY, Api::create)).isEqualTo(unreadable);
    assertThat(keyless.readFor(account, Api::task)).isEqualTo(unreadable);
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aCallForAnAccountLeavesWithItsKeyOnly() {
    api.answers(200, "paid").answers(200, "free");
    var client = client(secrets);
    var account = client.account().orElseThrow();

    assertThat(account).isEqualTo(AccountFingerprint.of("first"));
    assertThat(client.submitFor(account, BODY, Api::create))
        .isEqualTo(new Answered(200, Map.of(), "paid"));
    assertThat(client.readFor(account, Api::task)).isEqualTo(new Answered(200, Map.of(), "free"));

    secrets.forget("");
    assertThat(client.submitFor(account, BODY, Api::create))
        .isEqualTo(new NotSent("its key has changed"));
    assertThat(client.readFor(account, Api::task)).isEqualTo(new NotSent("its key has changed"));
    assertThat(api.calls()).hasSize(2);
  }

  @Test
  void aRejectedKeyOfAnAccountIsNotExchanged() {
    api.answers(401, REJECTED).answers(401, REJECTED);
    var client = client(secrets);
    var account = client.account().orElseThrow();

    client.submitFor(account, BODY, Api::create);
    client.readFor(account, Api::task);

    assertThat(api.calls()).hasSize(2);
    assertThat(secrets.fetches()).isEqualTo(1);
  }

  @Test
  void aReadWithARejectedKeyIsMadeOnceMore() {
    api.answers(401, "").answers(200, "{}");

    assertThat(client(secrets).read(Api::task)).isEqualTo(new Answered(200, Map.of(), "{}"));
    assertThat(api.calls())
        .containsExactly(
            new Call("task", List.of("Bearer first")), new Call("task", List.of("Bearer second")));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 404, 429, 500})
  void aReadWithAnyOtherAnswerIsMadeOnce(int status) {
    api.answers(status, "{}");

    assertThat(client(secrets).read(Api::task)).isEqualTo(new Answered(status, Map.of(), "{}"));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void anUnhealthyAnswerCountsAgainstTheProvider() {
    api.answers(503, "").answers(503, "").answers(503, "").answers(404, "");
    var client = client(secrets);
    var account = client.account().orElseThrow();

    client.submit(BODY, LIST, Api::create);
    client.read(Api::task);
    client.readFor(account, Api::task);
    client.read(Api::task);

    assertThat(guard.failures()).hasSize(3);
  }

  @Test
  void anUnhealthyAnswerAboutTheTaskCountsAgainstNothing() {
    api.answers(503, "gone").answers(503, "busy");
    var client = client(secrets);

    var first = client.read(Api::task, answered -> answered.body().equals("gone"));
    var second = client.read(Api::task, answered -> answered.body().equals("gone"));

    assertThat(first).isEqualTo(new Answered(503, Map.of(), "gone"));
    assertThat(second).isEqualTo(new Answered(503, Map.of(), "busy"));
    assertThat(guard.failures()).hasSize(1);
  }

  /** As of a call that waits between two attempts. */
  @Test
  void anInterruptIsHandedOn() {
    guard.interrupts();

    assertThat(client(secrets).read(Api::task))
        .isEqualTo(new Unanswered("broken off (InterruptedException)"));

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aCallThatBreaksOffInterruptsNobody() {
    api.breaksOff(broken);

    client(secrets).read(Api::task);

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aReadThatBreaksOffIsUnanswered() {
    api.breaksOff(broken);

    assertThat(client(secrets).read(Api::task))
        .isEqualTo(new Unanswered("broken off (IllegalStateException)"));
  }

  @Test
  void aKeyThatCannotBeReadAgainLeavesTheFirstAnswer() {
    api.answers(401, "");
    var client =
        client(
            new Secrets() {
              private boolean isForgotten;

              @Override
              public Secret get(String parameter) {
                if (isForgotten) {
                  throw new IllegalStateException("SSM is away");
                }
                return new Secret("first");
              }

              @Override
              public void forget(String parameter) {
                isForgotten = true;
              }
            });

    assertThat(client.read(Api::task)).isEqualTo(new Answered(401, Map.of(), ""));
  }

  @Test
  void aStoredKeyMayEndInALineBreak() {
    api.answers(200, "{}");

    client(new TestingSecrets("stored\n")).read(Api::task);

    assertThat(api.calls()).containsExactly(new Call("task", List.of("Bearer stored")));
  }

  private PaidOutcome submit() {
    return client(secrets).submit(BODY, LIST, Api::create);
  }

  private ProviderHttpClient<Api> client(Secrets from) {
    return TestingHttpClient.of(guard, new ProviderId("acme"), Api.class, api, config(), from);
  }

  private static ProviderConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(AcmeConfig.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of("darkroom.provider.acme.api-key-parameter", "/key"), "test", 100))
        .build()
        .getConfigMapping(AcmeConfig.class);
  }

  /** The settings that every provider has. */
  @ConfigMapping(prefix = "darkroom.provider.acme")
  interface AcmeConfig extends ProviderConfig {}
}
