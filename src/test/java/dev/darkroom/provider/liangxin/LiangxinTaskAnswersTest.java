package dev.darkroom.provider.liangxin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer about a task means. */
class LiangxinTaskAnswersTest extends LiangxinAnswersFixture {
  @ParameterizedTest
  @CsvSource({
    "'400', INVALID_REQUEST",
    "422, INVALID_REQUEST",
    "'402', QUOTA_EXHAUSTED",
    "'429', RATE_LIMITED",
    "'433', QUOTA_EXHAUSTED",
    "'455', PROVIDER_UNAVAILABLE",
    "'505', PROVIDER_UNAVAILABLE",
    "'401', GENERATION_FAILED",
    "'408', GENERATION_FAILED",
    "'500', GENERATION_FAILED",
    "501, GENERATION_FAILED",
    "'new_kind', GENERATION_FAILED"
  })
  void aFailedTaskFailsUnderOurName(String code, ErrorCode expected) {
    var report = report("'state':'fail','failCode':'" + code + "','failMsg':'out of luck'");

    assertThat(report).isEqualTo(new Rejected(failure(expected, "out of luck", code)));
  }

  @Test
  void aFailCodeMayBeANumber() {
    assertThat(report("'state':'fail','failCode':501,'failMsg':'Internal Error'"))
        .isEqualTo(new Rejected(failure(ErrorCode.GENERATION_FAILED, "Internal Error", "501")));
  }

  @Test
  void aTaskThatFailedForItsContentIsRecognisedByTheWords() {
    assertThat(
            report(
                "'state':'fail','failCode':'400','failMsg':'Your prompt was flagged as violating"
                    + " content policies'"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.failure().code()).isEqualTo(ErrorCode.CONTENT_REFUSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'failCode':'','failMsg':''", "'failCode':null", "'x':1"})
  void aTaskMayFailWithoutAReason(String reason) {
    assertThat(report("'state':'fail'," + reason))
        .isEqualTo(
            new Rejected(
                Failure.of(ErrorCode.GENERATION_FAILED, "no reason was given", ASKED.provider())));
  }

  @Test
  void theProvidersWordsAreShownWithoutLinks() {
    var report = report("'state':'fail','failMsg':'cannot call https://x/v1/callbacks/l/token'");

    assertThat(((Rejected) report).failure().message()).isEqualTo("cannot call [link]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'waiting'",
        "'queuing'",
        "'generating'",
        "'failed?'",
        "'processing'",
        "'in_review'",
        "''",
        "null",
        "3"
      })
  void whateverIsNotFinalIsStillRunning(String state) {
    assertThat(report("'state':" + state + ",'resultJson':''")).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'{\\'resultUrls\\':[\\'https://x/1.png\\']}'",
        "{'resultUrls':['https://x/1.png']}",
        "{'resultUrls':[{'url':'https://x/1.png'}]}",
        "{'resultUrls':'https://x/1.png'}",
        "{'resultUrls':{'url':'https://x/1.png'},'more':1}",
        "['https://x/1.png']",
        "'https://x/1.png'"
      })
  void aResultIsReadInWhateverShapeItComes(String resultJson) {
    var report = report("'state':'success','resultJson':" + resultJson);

    assertThat(((Succeeded) report).images())
        .extracting(RemoteImage::link)
        .isEqualTo(List.of("https://x/1.png"));
  }

  @Test
  void aResultKeepsItsPlaceInTheList() {
    var report = report("'state':'success','resultJson':{'resultUrls':[null,'https://x/1.png']}");

    assertThat(((Succeeded) report).images()).extracting("index").containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'x':1", "'resultJson':null", "'resultJson':''", "'resultJson':' '"})
  void aSuccessWhoseResultIsNotThereYetIsWaitedFor(String result) {
    assertThat(report("'state':'success'," + result)).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'{'",
        "'<html>'",
        "{}",
        "[]",
        "{'resultUrls':null}",
        "{'resultUrls':[]}",
        "{'resultUrls':['', null, {}]}",
        "'{\\'resultUrls\\':[]}'"
      })
  void aSuccessWhoseResultHoldsNoLinkIsAskedForAgain(String resultJson) {
    assertThat(report("'state':'success','resultJson':" + resultJson)).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'success'", "'SUCCEED'", "'Completed'", "'finished'", "'?'", "null"})
  void resultsAreResultsWhateverTheWordForIt(String state) {
    assertThat(report("'state':" + state + ",'resultJson':{'resultUrls':['https://x/1.png']}"))
        .isInstanceOf(Succeeded.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'fail'", "'failed'", "'ERROR'", "'time-out'", "'Expired'", "'canceled'"})
  void aFailureHasManyNames(String state) {
    assertThat(report("'state':" + state)).isInstanceOf(Rejected.class);
  }

  @Test
  void aWordForSuccessIsNoReason() {
    assertThat(report("'state':'fail','failCode':'200','failMsg':'SUCCEED'"))
        .isEqualTo(
            new Rejected(
                Failure.of(ErrorCode.GENERATION_FAILED, "no reason was given", ASKED.provider())));
  }

  @ParameterizedTest
  @CsvSource({
    "'''creditsConsumed'':''6.50'''",
    "'''creditsConsumed'':6.50'",
    "'''consumeCredits'':6.50'"
  })
  void whatWasBilledIsKeptWhereItIsSaid(String field) {
    assertThat(billed("," + field)).contains(new Cost(new BigDecimal("6.50"), "credits"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'creditsConsumed':null",
        ",'creditsConsumed':'free'",
        ",'creditsConsumed':1e99999999999",
        ",'creditsConsumed':1e999999999",
        ",'creditsConsumed':'1e10000'"
      })
  void whatWasBilledIsUnknownWhereItIsNot(String field) {
    assertThat(billed(field)).isEmpty();
  }

  @Test
  void theReportSaysWhenTheTaskWasMadeAndByWhichModel() {
    var reported =
        (Reported) checked(200, "{'data':{'taskId':'t1','createTime':1777600000123,'model':'m'}}");

    assertThat(reported.createdAt()).contains(Instant.ofEpochMilli(1777600000123L));
    assertThat(reported.model()).contains("m");
  }

  @Test
  void theRecordCountsWhateverCodeStandsBeside() {
    var body = "{'code':501,'msg':'Playground task failed.','data':{'taskId':'t1','state':'fail'}}";

    assertThat(((Reported) checked(200, body)).report()).isInstanceOf(Rejected.class);
  }

  @Test
  void aRecordOfAnotherTaskIsNotTaken() {
    assertThat(checked(200, "{'code':200,'data':{'taskId':'t2','state':'success'}}"))
        .isInstanceOf(Mismatched.class);
  }

  @ParameterizedTest
  @CsvSource({
    "404, '<html>'",
    "200, '{''code'':404,''msg'':''task not found'',''data'':null}'",
    "200, '{''code'':422,''msg'':''recordInfo is null'',''data'':null}'",
    "422, '{''code'':422,''msg'':''recordInfo is null'',''data'':null}'"
  })
  void aTaskThatItDoesNotKnowIsNotKnown(int status, String body) {
    assertThat(checked(status, body)).isInstanceOf(NotKnown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{'code':200,'data':null}",
        "{'code':200,'data':{}}",
        "{'code':'abc','data':null}",
        "{'code':422,'msg':'taskId is required'}",
        "{'code':500,'msg':'not found'}",
        "{'code':401,'msg':'invalid token'}",
        "{'error':{'message':'invalid token'}}"
      })
  void anAnswerAboutNoTaskSaysNothing(String body) {
    assertThat(checked(200, body)).isInstanceOf(CheckResult.Transient.class);
  }

  @Test
  void askingForPatienceInsideASuccessIsHandedOn() {
    var busy =
        new Answered(
            200,
            Map.of("retry-after", "7"),
            """
        {"code":429,"msg":"later"}""");

    assertThat(answers.checked(ASKED, busy))
        .isEqualTo(new CheckResult.Transient("answered 429", Optional.of(Duration.ofSeconds(7))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'data':{'taskId':'t1'}}", "{'data':{'task_id':'t1'}}"})
  void aCallbackNamesATask(String body) {
    assertThat(answers.ref(body.replace('\'', '"'))).contains(ASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'taskId':'t1'}",
        "{'data':'t1'}",
        "{'data':[]}",
        "{'data':{'taskId':'../x'}}",
        "{'data':{'taskId':{}}}"
      })
  void aCallbackOfAnotherShapeNamesNone(String body) {
    assertThat(answers.ref(body.replace('\'', '"'))).isEmpty();
  }

  @Test
  void ourCallbackAddressIsNeverPrinted() {
    var body =
        """
        {"data":{"taskId":"t1","param":"https://x/v1/callbacks/l/token"}}""";

    assertThat(LiangxinTask.in(body).orElseThrow().toString()).isEqualTo("LiangxinTask[t1]");
    assertThat(answers.checked(ASKED, new Answered(200, Map.of(), body)).toString())
        .doesNotContain("token");
  }

  private Optional<Cost> billed(String field) {
    var report =
        report("'state':'success','resultJson':{'resultUrls':['https://x/1.png']}" + field);
    return ((Succeeded) report).billed();
  }

  private CheckResult checked(int status, String body) {
    return answers.checked(ASKED, answered(status, body));
  }

  /** Of a record with these fields. */
  private ProviderReport report(String fields) {
    return ((Reported) checked(200, "{'code':200,'data':{'taskId':'t1'," + fields + "}}")).report();
  }
}
