package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport.Running;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to the paid call means. */
class ModellixSubmitAnswersTest extends ModellixAnswersFixture {
  @ParameterizedTest
  @CsvSource({
    "400, 400, INVALID_REQUEST",
    "401, 401, KEY_REJECTED",
    "402, 402, QUOTA_EXHAUSTED",
    "403, 403, KEY_REJECTED",
    "404, 404, PROVIDER_UNAVAILABLE",
    "405, 405, PROVIDER_UNAVAILABLE",
    "413, 413, INVALID_REQUEST",
    "415, 415, INVALID_REQUEST",
    "422, 422, INVALID_REQUEST",
    "200, 400, INVALID_REQUEST",
    "200, 401, KEY_REJECTED",
    "200, 402, QUOTA_EXHAUSTED",
    "200, 404, PROVIDER_UNAVAILABLE"
  })
  void aClearNoIsARefusalUnderOurName(int status, String code, ErrorCode expected) {
    assertThat(submitted(status, "{'code':" + code + ",'message':'Category: no','data':null}"))
        .isEqualTo(new Refused(failure(expected, "Category: no", code)));
  }

  @ParameterizedTest
  @CsvSource({"429, 429", "200, 429"})
  void askingForPatienceInTheDocumentedBodyIsNoRefusal(int status, int code) {
    assertThat(submitted(status, "{'code':" + code + ",'message':'Too Many Requests: later'}"))
        .isInstanceOf(Transient.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "{'message':'slow down'}", "{'code':429}"})
  void askingForPatienceInAnyOtherBodyIsInDoubtUnlessTheWindowIsSpent(String body) {
    var spent = Map.of("x-ratelimit-remaining", "0", "retry-after", "7");

    assertThat(submitted(429, body)).isInstanceOf(InDoubt.class);
    assertThat(answers.submitted(answered(429, body, Map.of("x-ratelimit-remaining", "3"))))
        .isInstanceOf(InDoubt.class);
    assertThat(answers.submitted(answered(429, body, spent)))
        .isInstanceOfSatisfying(
            Transient.class,
            notNow -> assertThat(notNow.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':500,'message':'m'}",
        "{'code':0,'data':{'task_id':'t1'}}",
        "{'code':500,'code':429}",
        "[{'task_id':'t1'}]"
      })
  void aSpentWindowBesideWhatLeavesItOpenIsInDoubt(String body) {
    assertThat(answers.submitted(answered(429, body, Map.of("x-ratelimit-remaining", "0"))))
        .isInstanceOf(InDoubt.class);
    assertThat(answers.submitted(answered(503, "", Map.of("x-ratelimit-remaining", "0"))))
        .isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @CsvSource({
    "408, 408", "409, 409", "410, 410", "418, 418", "425, 425", "451, 451", "302, 302", "500, 500",
    "503, 503", "200, 408", "200, 409", "200, 410", "200, 500", "200, 503", "200, 302", "200, 1",
    "200, 1001", "200, -1", "200, 200", "200, 404000"
  })
  void whateverIsNoClearNoIsInDoubt(int status, int code) {
    assertThat(submitted(status, "{'code':" + code + ",'message':'x: y','data':null}"))
        .isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "[]",
        "{}",
        "{'code':0,'message':'success','data':null}",
        "{'code':0,'data':{}}",
        "{'code':0,'data':{'task_id':''}}",
        "{'code':0,'data':{'task_id':null}}",
        "{'code':0,'data':{'task_id':'a/b'}}",
        "{'code':0,'data':{'task_id':'..','get_result':{'url':'https://x/t1'}}}"
      })
  void aSuccessWithoutAUsableIdIsInDoubt(String body) {
    assertThat(submitted(200, body)).isInstanceOf(InDoubt.class);
  }

  @Test
  void anIdIsATaskWhateverElseIsSaid() {
    assertThat(submitted(200, "{'code':500,'data':{'task_id':'t1','model_id':'model-123'}}"))
        .isEqualTo(new Accepted(ASKED, Optional.empty(), Optional.empty()));
  }

  @Test
  void aPageOfAProxyIsInDoubt() {
    assertThat(submitted(403, "<html>denied</html>")).isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content Policy: the prompt was stopped by moderation",
        "Invalid Parameters: input image sensitive"
      })
  void aRefusalForContentIsRecognisedByItsWords(String message) {
    assertThat(submitted(400, "{'code':400,'message':'" + message + "'}"))
        .isEqualTo(new Refused(failure(ErrorCode.CONTENT_REFUSED, message, "400")));
  }

  @Test
  void aSpentRateWindowIsWaitedForByOurClockWhereTheAnswerHasNoDate() {
    var headers =
        Map.of(
            "x-ratelimit-remaining",
            "0",
            "x-ratelimit-reset",
            Long.toString(NOW.plusSeconds(40).getEpochSecond()));

    var result = checked(200, "{'data':{'task_id':'t1','status':'pending'}}", headers);

    assertThat(((Reported) result).report())
        .isEqualTo(new Running(Optional.of(Duration.ofSeconds(40))));
  }

  private SubmitResult submitted(int status, String body) {
    return answers.submitted(answered(status, body, Map.of()));
  }
}
