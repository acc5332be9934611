package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModellixAnswersTest {
  private static final ProviderTaskRef ASKED =
      new ProviderTaskRef(new ProviderId("modellix"), "t1");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final ModellixAnswers answers =
      new ModellixAnswers(ASKED.provider(), InstantSource.fixed(NOW));

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

  @ParameterizedTest
  @ValueSource(strings = {"success", "succeeded", "completed", "SUCCESS", "done", "finished", "?"})
  void aSuccessHasManyNames(String status) {
    assertThat(report(status, ",'result':{'resources':[{'url':'https://x/1.png'}]}"))
        .isInstanceOf(Succeeded.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "error", "canceled", "cancelled", "Failed", "timed out"})
  void soHasAFailure(String status) {
    assertThat(report(status, "")).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'pending'", "'processing'", "'reviewing'", "''", "null", "3", "{}"})
  void whateverIsNotFinalIsStillRunning(String status) {
    assertThat(report("{'code':0,'data':{'task_id':'t1','status':" + status + "}}"))
        .isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'result':{'resources':[{'url':'https://x/1.png'}]}",
        "'result':{'resources':['https://x/1.png']}",
        "'resources':[{'url':'https://x/1.png'}]",
        "'result':{'resources':[]},'resources':['https://x/1.png']",
        "'result':{'resources':{'url':'https://x/1.png'}}",
        "'result':{'resources':'https://x/1.png'}",
        "'result':'https://x/1.png'",
        "'result':'{\\'resources\\':[{\\'url\\':\\'https://x/1.png\\'}]}'"
      })
  void resultsAreFoundWhereverTheyWereSeen(String results) {
    var report = (Succeeded) report("success", "," + results);

    assertThat(report.images()).extracting(RemoteImage::link).isEqualTo(List.of("https://x/1.png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'result':null",
        ",'result':{'resources':'x'}",
        ",'resources':['', null, {}]",
        ",'get_result':{'url':'https://x/1.png'}"
      })
  void completedWithoutALinkIsAskedForAgain(String results) {
    assertThat(report("success", results)).isEqualTo(new Running());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'message':'m','data':{D,'error':'e','message':'dm'}   | e",
        "'message':'m','data':{D,'error':{'message':'em'}}     | em",
        "'message':'m','data':{D,'error':null,'message':'dm'}  | dm",
        "'message':'m','data':{D}                              | m",
        "'message':'success','data':{D}                        | it failed without a reason",
        "'data':{D}                                            | it failed without a reason"
      })
  void theWordsOfAFailureAreLookedForInOrder(String rest, String expected) {
    var body = "{'code':0," + rest.replace("D", "'task_id':'t1','status':'failed'") + "}";

    assertThat(report(body))
        .isEqualTo(new Rejected(failure(ErrorCode.GENERATION_FAILED, expected)));
  }

  @Test
  void aFailureForContentIsRecognisedByItsWords() {
    assertThat(report("failed", ",'error':{'code':'nsfw','message':'no'}"))
        .isEqualTo(new Rejected(failure(ErrorCode.CONTENT_REFUSED, "no", "nsfw")));
  }

  @Test
  void aFailedTaskIsReadThoughTheCodeIsAnError() {
    assertThat(
            report(
                "{'code':500,'message':'Internal: no','data':{'task_id':'t1','status':'failed'}}"))
        .isEqualTo(new Rejected(failure(ErrorCode.GENERATION_FAILED, "Internal: no", "500")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1786000000000",
        "1786000000",
        "'2026-08-06T07:06:40Z'",
        "'2026-08-06T09:06:40+02:00'"
      })
  void theEndOfTheLinksIsReadInAnyForm(String time) {
    assertThat(expiry(time)).contains(Instant.ofEpochSecond(1_786_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "''",
        "'soon'",
        "{}",
        "1e99999999999",
        "9e18",
        "'+999999999-01-01T00:00:00Z'"
      })
  void anEndThatCannotBeReadIsNoEnd(String time) {
    assertThat(expiry(time)).isEmpty();
  }

  @Test
  void whatWasBilledIsTakenToTheLastDigit() {
    assertThat(billed("'0.2400'")).contains(new Cost(new BigDecimal("0.2400"), "USD"));
    assertThat(billed("0.2400")).contains(new Cost(new BigDecimal("0.2400"), "USD"));
    assertThat(billed("null")).isEmpty();
    assertThat(billed("'-1'")).isEmpty();
    assertThat(billed("1e999999999")).isEmpty();
    assertThat(billed("'1e10000'")).isEmpty();
    assertThat(billed("1" + "0".repeat(1_000_000))).isEmpty();
  }

  @Test
  void anAnswerAboutAnotherTaskIsNotTaken() {
    assertThat(checked(200, "{'code':0,'data':{'task_id':'t2','status':'success'}}", Map.of()))
        .isInstanceOf(Mismatched.class);
  }

  @ParameterizedTest
  @CsvSource({"404, 404", "200, 404"})
  void aTaskThatIsGoneIsNotKnown(int status, int code) {
    assertThat(checked(status, "{'code':" + code + ",'message':'Not Found: task'}", Map.of()))
        .isInstanceOf(NotKnown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "{'code':0}", "{'code':500}", "{'code':401}", "{'code':7}"})
  void anAnswerAboutNoTaskSaysNothing(String body) {
    assertThat(checked(200, body, Map.of())).isInstanceOf(CheckResult.Transient.class);
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

  private Optional<Instant> expiry(String time) {
    return ((Succeeded)
            report("success", ",'resources':['https://x/1'],'result_expires_at':" + time))
        .linksExpireAt();
  }

  private Optional<Cost> billed(String amount) {
    return ((Succeeded)
            report("success", ",'resources':['https://x/1'],'billing':{'amount':" + amount + "}"))
        .billed();
  }

  private SubmitResult submitted(int status, String body) {
    return answers.submitted(answered(status, body, Map.of()));
  }

  private CheckResult checked(int status, String body, Map<String, String> headers) {
    return answers.checked(ASKED, answered(status, body, headers));
  }

  private ProviderReport report(String status, String rest) {
    return report(
        "{'code':0,'message':'success','data':{'task_id':'t1','status':'"
            + status
            + "'"
            + rest
            + "}}");
  }

  private ProviderReport report(String body) {
    return ((Reported) checked(200, body, Map.of())).report();
  }

  private static Answered answered(int status, String body, Map<String, String> headers) {
    return new Answered(status, headers, body.replace('\'', '"'));
  }

  private static Failure failure(ErrorCode code, String message, String providerCode) {
    return failure(code, message).withProviderCode(Optional.of(providerCode));
  }

  private static Failure failure(ErrorCode code, String message) {
    return Failure.of(code, message, ASKED.provider());
  }
}
