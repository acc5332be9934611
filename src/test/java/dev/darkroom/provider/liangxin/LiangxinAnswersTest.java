package dev.darkroom.provider.liangxin;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiangxinAnswersTest {
  private static final ProviderTaskRef ASKED =
      new ProviderTaskRef(new ProviderId("liangxin"), "t1");

  private final LiangxinAnswers answers = new LiangxinAnswers(ASKED.provider());

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
  void anEmptyAccountAndAClosedDoorAreToldApartByWords(String words, ErrorCode expected) {
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
    var busy = new Answered(200, Map.of("retry-after", "7"), "{\"code\":429,\"msg\":\"later\"}");

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
    var body = "{\"data\":{\"taskId\":\"t1\",\"param\":\"https://x/v1/callbacks/l/token\"}}";

    assertThat(LiangxinTask.in(body).orElseThrow().toString()).isEqualTo("LiangxinTask[t1]");
    assertThat(answers.checked(ASKED, new Answered(200, Map.of(), body)).toString())
        .doesNotContain("token");
  }

  private Optional<Cost> billed(String field) {
    var report =
        report("'state':'success','resultJson':{'resultUrls':['https://x/1.png']}" + field);
    return ((Succeeded) report).billed();
  }

  private ErrorCode refusal(int status, String body) {
    return ((Refused) submitted(status, body)).failure().code();
  }

  private SubmitResult submitted(int status, String body) {
    return answers.submitted(answered(status, body));
  }

  private CheckResult checked(int status, String body) {
    return answers.checked(ASKED, answered(status, body));
  }

  /** Of a record with these fields. */
  private ProviderReport report(String fields) {
    return ((Reported) checked(200, "{'code':200,'data':{'taskId':'t1'," + fields + "}}")).report();
  }

  private static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body.replace('\'', '"'));
  }

  private static Failure failure(ErrorCode code, String message, String providerCode) {
    return Failure.of(code, message, ASKED.provider()).withProviderCode(Optional.of(providerCode));
  }
}
