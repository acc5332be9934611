package dev.darkroom.provider.liangxin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to the paid call means. */
class LiangxinSubmitAnswersTest extends LiangxinAnswersFixture {
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST",
    "401, KEY_REJECTED",
    "402, QUOTA_EXHAUSTED",
    "403, KEY_REJECTED",
    "404, INVALID_REQUEST",
    "413, INVALID_REQUEST",
    "422, INVALID_REQUEST",
    "433, QUOTA_EXHAUSTED",
    "455, PROVIDER_UNAVAILABLE"
  })
  void aClearNoIsARefusalUnderOurNameByStatusAndByCode(int code, ErrorCode expected) {
    var body = "{'code':" + code + ",'msg':'no','data':null}";

    assertThat(submitted(code, body))
        .isEqualTo(new Refused(failure(expected, "no", Integer.toString(code))));
    assertThat(submitted(200, body)).isEqualTo(submitted(code, body));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 302, 408, 409, 500, 501, 502, 503, 505, 524})
  void anyOtherCodeInsideASuccessIsInDoubt(int code) {
    assertThat(submitted(200, "{'code':" + code + ",'msg':'upstream error','data':null}"))
        .isInstanceOf(InDoubt.class);
    assertThat(submitted(200, "{'code':'" + code + "','msg':'upstream error'}"))
        .isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 501})
  void aRefusalWhoseBodySpeaksOfFailedWorkIsInDoubt(int code) {
    assertThat(submitted(400, "{'code':" + code + ",'msg':'upstream error','data':null}"))
        .isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @CsvSource({
    "429, '{''code'':429,''msg'':''later''}'",
    "200, '{''code'':429,''msg'':''later''}'",
    "200, '{''error'':{''message'':''later'',''code'':429}}'",
    "429, '{''error'':{''message'':''current group load is saturated'',''code'':''''}}'"
  })
  void askingForPatienceIsNoRefusal(int status, String body) {
    var busy = new Answered(status, Map.of("retry-after", "7"), body.replace('\'', '"'));

    assertThat(answers.submitted(busy))
        .isInstanceOfSatisfying(
            Transient.class,
            notNow -> {
              assertThat(notNow.failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(notNow.retryAfter()).contains(Duration.ofSeconds(7));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "insufficient quota, QUOTA_EXHAUSTED",
    "user quota is not enough, QUOTA_EXHAUSTED",
    "Insufficient credits, QUOTA_EXHAUSTED",
    "your balance is too low, QUOTA_EXHAUSTED",
    "用户额度不足, QUOTA_EXHAUSTED",
    "access denied, KEY_REJECTED",
    "insufficient permissions, KEY_REJECTED",
    "this token may not use the model, KEY_REJECTED"
  })
  void anEmptyAccountAndADeniedModelDifferByWords(String words, ErrorCode expected) {
    assertThat(refusal(403, "{'error':{'message':'" + words + "','type':'new_api_error'}}"))
        .isEqualTo(expected);
    assertThat(refusal(403, "{'code':403,'msg':'" + words + "'}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price not configured",
        "model price is not set",
        "unsupported model: seedream-v9",
        "Model seedream-v9 is not supported",
        "model not found",
        "no available channel for model seedream-v9 under group default"
      })
  void whatThisAccountCannotHaveAnotherProviderMayServe(String words) {
    var code = refusal(400, "{'code':400,'msg':'" + words + "'}");

    assertThat(code).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    assertThat(code.allowsFallback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing model",
        "invalid model parameter",
        "unsupported model parameter aspect_ratio",
        "model parameter seed is not supported",
        "input.prompt is required"
      })
  void whatIsWrongWithTheRequestIsWrongEverywhere(String words) {
    assertThat(refusal(400, "{'code':400,'msg':'" + words + "'}"))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Your prompt violates our content policy",
    "422, The input was flagged by safety filters",
    "422, NSFW content detected",
    "200, sensitive_words_detected"
  })
  void aRefusalForContentIsRecognisedByItsWords(int status, String words) {
    assertThat(refusal(status, "{'code':422,'msg':'" + words + "'}"))
        .isEqualTo(ErrorCode.CONTENT_REFUSED);
  }

  @Test
  void aMistakeAboutTheSafetyCheckerIsNoRefusalForContent() {
    assertThat(refusal(400, "{'code':400,'msg':'enable_safety_checker must be a boolean'}"))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'message':'invalid token','code':''}}",
        "{'error':{'message':'insufficient quota','code':''}}",
        "{'error':{'message':'该令牌额度已用尽','type':'new_api_error','code':''}}",
        "{'error':{'message':'current group load is saturated','code':''}}",
        "{'error':{'message':'upstream timeout, credits will be returned','code':''}}",
        "{'error':{'message':'do request failed','code':''}}",
        "{'error':{'message':'bad response','code':502}}",
        "{'error':{'message':'no','code':'do_request_failed'}}",
        "{'error':'something went wrong'}",
        "{'error':{}}"
      })
  void wordsInsideASuccessDecideNothing(String body) {
    assertThat(submitted(200, body)).isInstanceOf(InDoubt.class);
  }

  @Test
  void aWordOfTheGatewaysListIsReadBeforeWork() {
    var body =
        "{'error':{'message':'no','type':'new_api_error','code':'sensitive_words_detected'}}";

    assertThat(refusal(400, body)).isEqualTo(ErrorCode.CONTENT_REFUSED);
  }

  @Test
  void thePlatformsTypeStandsForItsEmptyCode() {
    assertThat(
            submitted(
                401, "{'error':{'message':'invalid token','type':'new_api_error','code':''}}"))
        .isEqualTo(new Refused(failure(ErrorCode.KEY_REJECTED, "invalid token", "new_api_error")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "[]",
        "{}",
        "{'code':200,'msg':'success'}",
        "{'code':200,'msg':'success','data':null}",
        "{'code':200,'data':{'taskId':''}}",
        "{'code':200,'data':{'taskId':null}}",
        "{'code':200,'data':{'taskId':'a/b'}}",
        "{'code':200,'data':'t1'}",
        "{'code':'success'}"
      })
  void aSuccessWithoutAUsableIdIsInDoubt(String body) {
    assertThat(submitted(200, body)).isInstanceOf(InDoubt.class);
  }

  @Test
  void aRefusalWithoutWordsIsStillARefusal() {
    assertThat(submitted(400, "{'code':400}"))
        .isEqualTo(
            new Refused(
                failure(ErrorCode.INVALID_REQUEST, "no reason was given but the code 400", "400")));
  }

  @ParameterizedTest
  @CsvSource({"413, <html>too large</html>", "429, <html>", "401, ''", "403, forbidden"})
  void aPageOfAProxyIsInDoubt(int status, String body) {
    assertThat(submitted(status, body)).isInstanceOf(InDoubt.class);
  }

  @Test
  void aSuccessfulCodeUnderARefusalIsInDoubt() {
    assertThat(submitted(400, "{'code':200,'msg':'success','data':null}"))
        .isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':200,'msg':'success','data':{'taskId':'t1'}}",
        "{'code':'200','data':{'taskId':'t1'}}",
        "{'data':{'task_id':'t1'}}",
        "{'code':500,'msg':'callback could not be stored','data':{'taskId':'t1'}}"
      })
  void aTaskThatIsNamedWasTaken(String body) {
    assertThat(submitted(200, body))
        .isEqualTo(new Accepted(ASKED, Optional.empty(), Optional.empty()));
  }

  private ErrorCode refusal(int status, String body) {
    return ((Refused) submitted(status, body)).failure().code();
  }

  private SubmitResult submitted(int status, String body) {
    return answers.submitted(answered(status, body));
  }
}
