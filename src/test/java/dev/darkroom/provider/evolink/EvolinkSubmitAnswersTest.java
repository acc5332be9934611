package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to the paid call means. */
class EvolinkSubmitAnswersTest extends EvolinkAnswersFixture {
  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, INVALID_REQUEST",
    "400, content_policy_violation, CONTENT_REFUSED",
    "401, unauthorized, KEY_REJECTED",
    "401, KEY_EXPIRED, KEY_REJECTED",
    "402, insufficient_quota, QUOTA_EXHAUSTED",
    "402, insufficient_token_quota, QUOTA_EXHAUSTED",
    "403, token_daily_quota_exceeded, QUOTA_EXHAUSTED",
    "403, model_access_denied, KEY_REJECTED",
    "403, KEY_MODEL_NOT_ALLOWED, KEY_REJECTED",
    "403, no_available_channel, PROVIDER_UNAVAILABLE",
    "404, 404, INVALID_REQUEST",
    "413, 413, INVALID_REQUEST",
    "429, insufficient_quota, QUOTA_EXHAUSTED",
    "200, insufficient_quota, QUOTA_EXHAUSTED",
    "200, 402, QUOTA_EXHAUSTED",
    "200, KEY_DISABLED, KEY_REJECTED"
  })
  void aClearNoIsARefusalUnderOurNameAndKeepsTheProvidersCode(
      int status, String code, ErrorCode expected) {
    var result = submitted(status, "{'error':{'code':'" + code + "','message':'no'}}");

    assertThat(result).isEqualTo(new Refused(failure(expected, "no", code)));
  }

  @ParameterizedTest
  @CsvSource({
    "200, service_unavailable",
    "200, internal_error",
    "200, 500",
    "200, 504",
    "200, 408",
    "400, upstream_error",
    "409, paid_outcome_unknown",
    "409, idempotency_conflict",
    "200, paid_outcome_unknown",
    "400, paid_outcome_unknown",
    "422, invalid_request",
    "404, not_found",
    "429, rate_limited",
    "503, no_available_channel",
    "499, invalid_request"
  })
  void whatIsOnNoListIsInDoubt(int status, String code) {
    assertThat(submitted(status, "{'error':{'code':'" + code + "','message':'no'}}"))
        .isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':0,'task':{'id':'t1'}}",
        "{'error':{},'data':{'task_id':'t1'}}",
        "{'error':'the prompt was stopped by moderation'}",
        "{'error':{'message':'insufficient quota'}}"
      })
  void wordsInsideASuccessDecideNothing(String body) {
    assertThat(submitted(200, body)).isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':400,'message':'Your input violates our content policy'}}",
        "{'error':{'code':'invalid_request','message':'sensitive content'}}",
        "{'error':{'code':'invalid_request','message':'内容包含敏感词'}}",
        "{'error':'the prompt was stopped by moderation'}"
      })
  void aRefusalForContentIsRecognisedByItsWords(String body) {
    assertThat(refusal(400, body)).isEqualTo(ErrorCode.CONTENT_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "403, 用户额度不足, QUOTA_EXHAUSTED",
    "403, 令牌余额不足, QUOTA_EXHAUSTED",
    "403, 内容违规, CONTENT_REFUSED",
    "400, 当前分组无可用渠道, PROVIDER_UNAVAILABLE",
    "400, 模型价格未配置, PROVIDER_UNAVAILABLE",
    "403, access denied, KEY_REJECTED"
  })
  void wordsSayWhichRefusalItIs(int status, String words, ErrorCode expected) {
    assertThat(refusal(status, "{'error':{'message':'" + words + "'}}")).isEqualTo(expected);
  }

  @Test
  void theCodeCountsBeforeTheType() {
    var body =
        "{'error':{'type':'invalid_request_error','message':'no','code':'model_access_denied'}}";

    assertThat(submitted(403, body))
        .isEqualTo(new Refused(failure(ErrorCode.KEY_REJECTED, "no", "model_access_denied")));
  }

  @Test
  void aTypeCountsWhereThereIsNoCode() {
    assertThat(submitted(400, "{'error':{'message':'no','type':'insufficient_quota'}}"))
        .isEqualTo(new Refused(failure(ErrorCode.QUOTA_EXHAUSTED, "no", "insufficient_quota")));
  }

  @ParameterizedTest
  @CsvSource({"429, 429", "429, rate_limit_exceeded", "200, rate_limit_exceeded", "200, 429"})
  void askingForPatienceIsNoRefusal(int status, String code) {
    assertThat(submitted(status, "{'error':{'code':'" + code + "','message':'later'}}"))
        .isInstanceOf(Transient.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "null", "[]", "{}", "{'id':''}", "{'id':null}", "{'id':'a/b'}"})
  void aSuccessWithoutAUsableIdIsInDoubt(String body) {
    assertThat(submitted(200, body)).isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':{'id':'task-1'}}",
        "{'error':false,'data':{'id':'task-1'}}",
        "{'error':0,'data':{'id':'task-1','usage':{'credits_reserved':'x'}}}",
        "{'code':200,'message':'success','data':{'id':'task-1','status':'pending'}}",
        "{'id':null,'data':{'id':'task-1'}}",
        "{'id':'','data':{'id':'task-1'}}",
        "{'id':'request-9','code':200,'data':{'id':'task-1'}}"
      })
  void aTaskInAnEnvelopeIsTaken(String body) {
    assertThat(submitted(200, body))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.ref().id()).isEqualTo("task-1"));
  }

  /** Taken by such a name, the task would be asked for in vain, and its callback refuted. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "false", "true", "'null'", "'undefined'", "''", "{}", "-1"})
  void whatIsNoNameNamesNoTask(String id) {
    assertThat(submitted(200, "{'id':" + id + "}")).isInstanceOf(InDoubt.class);
    assertThat(submitted(200, "{'id':" + id + ",'error':{'code':'insufficient_quota'}}"))
        .isNotInstanceOf(Accepted.class);
  }

  @Test
  void aPageOfAProxyIsInDoubt() {
    assertThat(submitted(403, "<html>denied</html>")).isInstanceOf(InDoubt.class);
    assertThat(submitted(401, "")).isInstanceOf(InDoubt.class);
  }

  @Test
  void anAcceptedTaskSaysWhatIsReservedAndHowLongItTakes() {
    var said =
        "{'id':'task-1','task_info':{'estimated_time':45},'usage':{'credits_reserved':1.80}}";

    assertThat(submitted(200, said))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.reserved()).contains(new Cost(new BigDecimal("1.80"), "credits"));
              assertThat(accepted.estimate()).contains(Duration.ofSeconds(45));
            });
  }

  @Test
  void anAcceptedTaskMayLackEverythingButItsId() {
    assertThat(submitted(200, "{'id':'t1','usage':{'credits_reserved':-1},'task_info':null}"))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.ref()).isEqualTo(ASKED);
              assertThat(accepted.reserved()).isEmpty();
              assertThat(accepted.estimate()).isEmpty();
            });
  }

  private ErrorCode refusal(int status, String body) {
    return ((Refused) submitted(status, body)).failure().code();
  }
}
