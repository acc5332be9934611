package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.CanaryResult.Failed;
import dev.darkroom.provider.CanaryResult.Observed;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.support.ScriptedApi;
import dev.darkroom.provider.support.ScriptedApi.Call;
import dev.darkroom.secret.Secrets;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.SentCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from EvoLink's answers to a call in doubt. */
class EvolinkRecoveryTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("task-0123456789-mwoxfuo0");
  private static final AccountFingerprint ACCOUNT = AccountFingerprint.of("sk-test");
  private static final String BODY = "{\"model\":\"z-image-turbo\",\"prompt\":\"as it was sent\"}";
  private static final String ACCEPTED = "{'id':'task-1','status':'pending'}";
  private static final String OTHER = "{'id':'task-2','status':'pending'}";
  private static final Map<String, String> REPLAYED = Map.of("Idempotency-Replayed", " True ");

  private final ScriptedApi api = new ScriptedApi();

  @Test
  void aCallInDoubtKeepsItsBytesAndItsAccount() {
    api.answers(500, "");

    var doubt = (InDoubt) submit("a fox");

    assertThat(doubt.sent()).contains(SentCall.of(sentBody(0), ACCOUNT));
    assertThat(sentBody(0)).contains("a fox");
  }

  @Test
  void anAcceptedCallIsNoDoubt() {
    api.answers(200, ACCEPTED);

    assertThat(submit("a fox")).isInstanceOf(Accepted.class);
  }

  @Test
  void aModelThatIsNotInTheTableIsNotSent() {
    var request = EvolinkExamples.request("gpt-image-2", ImageSpec.of("a fox"));

    assertThat(provider("sk-test").submit(request, Optional.empty(), KEY))
        .isInstanceOf(Refused.class);
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aRepeatSendsTheSameBytesWithTheSameKey() {
    api.answers(200, REPLAYED, ACCEPTED);

    assertThat(repeat())
        .isInstanceOfSatisfying(
            RepeatResult.Taken.class,
            taken -> {
              assertThat(taken.isReplay()).isTrue();
              assertThat(taken.accepted().ref().id()).isEqualTo("task-1");
            });
    assertThat(api.calls())
        .containsExactly(new Call("generate", List.of("Bearer sk-test", KEY.value(), BODY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "1", "yes"})
  void anAnswerThatDoesNotSaySoIsNoReplay(String header) {
    api.answers(200, Map.of("Idempotency-Replayed", header), ACCEPTED);

    assertThat(repeat())
        .isInstanceOfSatisfying(
            RepeatResult.Taken.class, taken -> assertThat(taken.isReplay()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 402, 403, 404, 409, 413, 429, 500, 502, 503})
  void anyOtherAnswerToARepeatLeavesItInDoubtAndIsNotRepeated(int status) {
    api.answers(status, "{'error':{'code':'paid_outcome_unknown'}}");

    assertThat(repeat()).isEqualTo(new RepeatResult.InDoubt("answered " + status));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aRepeatThatBreaksOffIsInDoubt() {
    api.breaksOff(new IllegalStateException());

    assertThat(repeat()).isEqualTo(new RepeatResult.InDoubt("broken off (IllegalStateException)"));
  }

  @Test
  void aRepeatThatCannotLeaveIsNotSent() {
    api.cannotBeReached(new IllegalStateException());

    assertThat(repeat()).isEqualTo(new RepeatResult.NotSent("broken off (IllegalStateException)"));
  }

  @Test
  void aRepeatNeverLeavesWithAnotherKeyOfOurs() {
    assertThat(recovery("sk-rotated").repeat(KEY, SentCall.of(BODY, ACCOUNT)))
        .isEqualTo(new RepeatResult.NotSent("its key has changed"));
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void aRejectedKeyIsNotExchangedForARepeat() {
    api.answers(401, "{'error':{'code':'invalid_api_key'}}");
    var recovery = recovery(new TestingSecrets("sk-test", "sk-fresh"));

    assertThat(recovery.repeat(KEY, SentCall.of(BODY, ACCOUNT)))
        .isInstanceOf(RepeatResult.InDoubt.class);
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aRepeatWithoutABodyNeverLeaves() {
    assertThat(recovery("sk-test").repeat(KEY, SentCall.of(BODY, ACCOUNT).withoutBody()))
        .isEqualTo(new RepeatResult.NotSent("its body is not kept"));
  }

  @Test
  void aListIsReadPageByPageToAnOlderTask() {
    api.answers(200, dated(), page("a", 1_795_694_340))
        .answers(200, dated(), page("b", 1_700_000_000));

    assertThat(recovery("sk-test").tasks(Duration.ofMinutes(10)))
        .isInstanceOfSatisfying(
            Complete.class,
            complete -> {
              assertThat(complete.account()).isEqualTo(ACCOUNT);
              assertThat(complete.since()).extracting(one -> one.ref().id()).containsExactly("a");
            });
    assertThat(api.calls())
        .containsExactly(
            new Call("tasks", List.of("Bearer sk-test", "1", "50")),
            new Call("tasks", List.of("Bearer sk-test", "2", "50")));
  }

  @Test
  void aListWithoutAnEndProvesNothing() {
    IntStream.range(0, 10).forEach(_ -> api.answers(200, dated(), page("a", 1_795_694_340)));

    assertThat(recovery("sk-test").tasks(Duration.ofMinutes(10)))
        .isEqualTo(new RecentTasks.Unknown("its list is too long"));
    assertThat(api.calls()).hasSize(10);
  }

  @Test
  void aListThatIsNotAnsweredProvesNothingAndSaysWhenToComeAgain() {
    api.answers(429, Map.of("Retry-After", "90"), "");

    assertThat(recovery("sk-test").tasks(Duration.ofMinutes(1)))
        .isEqualTo(new RecentTasks.Unknown("answered 429", Optional.of(Duration.ofSeconds(90))));
  }

  @Test
  void aListBesideARefusalProvesNothing() {
    api.answers(404, dated(), page("b", 1_700_000_000));

    assertThat(recovery("sk-test").tasks(Duration.ofMinutes(1)))
        .isEqualTo(new RecentTasks.Unknown("answered 404"));
  }

  @Test
  void aListThatBreaksOffProvesNothing() {
    api.breaksOff(new IllegalStateException());

    assertThat(recovery("sk-test").tasks(Duration.ofMinutes(1)))
        .isEqualTo(new RecentTasks.Unknown("broken off (IllegalStateException)"));
  }

  @Test
  void withoutAKeyNothingIsAsked() {
    assertThat(recovery("").tasks(Duration.ofMinutes(1)))
        .isEqualTo(new RecentTasks.Unknown("its key cannot be read"));
    assertThat(recovery("").canary(KEY)).isEqualTo(new Failed(true, "its key cannot be read"));
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void oneTaskAndAReplayShowThatKeysAreHonoured() {
    api.answers(200, ACCEPTED).answers(200, REPLAYED, ACCEPTED);

    assertThat(canary())
        .isEqualTo(
            new Observed(
                ACCOUNT,
                true,
                "two calls with one key made one task, and the second answer said that it is a"
                    + " replay"));
    assertThat(sentBody(0)).isEqualTo(sentBody(1));
    assertThat(api.calls()).extracting(call -> call.arguments().get(1)).containsOnly(KEY.value());
  }

  @Test
  void twoTasksShowThatKeysAreIgnored() {
    api.answers(200, ACCEPTED).answers(200, REPLAYED, OTHER);

    assertThat(canary())
        .isEqualTo(new Observed(ACCOUNT, false, "two calls with one key made two tasks"));
  }

  /** An answer from a cache of the provider's may name the task of the first call. */
  @Test
  void aSecondAnswerThatDoesNotSayThatItIsAReplayIsNotEnough() {
    api.answers(200, ACCEPTED).answers(200, ACCEPTED);

    assertThat(canary()).isEqualTo(new Observed(ACCOUNT, false, UNSAID));
  }

  @Test
  void aFirstAnswerThatCallsItselfAReplayShowsNothing() {
    api.answers(200, REPLAYED, ACCEPTED).answers(200, REPLAYED, ACCEPTED);

    assertThat(canary()).isEqualTo(new Observed(ACCOUNT, false, UNSAID));
  }

  private static final String UNSAID =
      "two calls with one key named one task, but the answers did not say which is a replay";

  @Test
  void aThrottledCanaryMayBeRunAgain() {
    api.answers(429, "{'error':{'code':'rate_limit_exceeded'}}");

    assertThat(canary())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.isTransient()).isTrue();
              assertThat(failed.why()).startsWith("the first call: ");
            });
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aRefusedCanaryShowsNothing() {
    api.answers(402, "{'error':{'code':'insufficient_quota'}}");

    assertThat(canary())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).startsWith("the first call: "));
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aCanaryWhoseFirstCallIsInDoubtSaysThatItMayHaveBeenBilled() {
    api.answers(500, "");

    assertThat(canary())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.isTransient()).isFalse();
              assertThat(failed.why()).contains("may have been billed");
            });
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void aCanaryWhoseSecondCallFailsShowsNothing() {
    api.answers(200, ACCEPTED).answers(409, "{'error':{'code':'conflict'}}");

    assertThat(canary())
        .isEqualTo(new Failed(false, "the second call was not answered with a task: answered 409"));
  }

  @Test
  void aCanaryWhoseSecondCallBreaksOffShowsNothing() {
    api.answers(200, ACCEPTED).breaksOff(new IllegalStateException());

    assertThat(canary())
        .isEqualTo(new Failed(false, "the second call was not answered with a task"));
  }

  private static Map<String, String> dated() {
    return Map.of("Date", "Thu, 26 Nov 2026 12:00:00 GMT");
  }

  private static String page(String id, long created) {
    return "{'data':[{'id':'%s','model':'m','created_at':%d}]}".formatted(id, created);
  }

  private String sentBody(int call) {
    return api.calls().get(call).arguments().getLast();
  }

  private SubmitResult submit(String prompt) {
    var request = new ImageRequest("z-image-turbo", ImageSpec.of(prompt), Optional.empty());
    return provider("sk-test").submit(request, Optional.empty(), KEY);
  }

  private RepeatResult repeat() {
    return recovery("sk-test").repeat(KEY, SentCall.of(BODY, ACCOUNT));
  }

  private CanaryResult canary() {
    return recovery("sk-test").canary(KEY);
  }

  private DoubtRecovery recovery(String key) {
    return provider(key).recovery().orElseThrow();
  }

  private DoubtRecovery recovery(Secrets secrets) {
    return EvolinkExamples.provider(api, Map.of("api-key-parameter", "/key"), secrets)
        .recovery()
        .orElseThrow();
  }

  private EvolinkProvider provider(String key) {
    return EvolinkExamples.provider(api, Map.of("api-key", key), new TestingSecrets());
  }
}
