package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer about a task means. */
class ModellixTaskAnswersTest extends ModellixAnswersFixture {
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

  @ParameterizedTest
  @CsvSource({
    "0, answered 200 without a task id",
    "299, answered 200 without a task id",
    "300, answered 300",
    "599, answered 599",
    "600, answered 200 without a task id"
  })
  void aStatusInsideASuccessCountsAsOneOfHttp(int code, String why) {
    assertThat(checked(200, "{'code':" + code + "}", Map.of()))
        .isEqualTo(new CheckResult.Transient(why, Optional.empty()));
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
}
