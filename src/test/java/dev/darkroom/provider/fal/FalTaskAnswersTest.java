package dev.darkroom.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer about a task means. */
class FalTaskAnswersTest extends FalAnswersFixture {
  @ParameterizedTest
  @CsvSource({
    "422, content_policy_violation, CONTENT_REFUSED",
    "422, image_too_small, INVALID_REQUEST",
    "422, image_load_error, INVALID_REQUEST",
    "422, file_download_error, INVALID_REQUEST",
    "422, file_too_large, INVALID_REQUEST",
    "422, greater_than, INVALID_REQUEST",
    "422, feature_not_supported, INVALID_REQUEST",
    "422, anything_new, INVALID_REQUEST",
    "400, downstream_service_error, GENERATION_FAILED",
    "500, internal_server_error, GENERATION_FAILED",
    "500, downstream_service_unavailable, PROVIDER_UNAVAILABLE",
    "500, something_new, GENERATION_FAILED",
    "504, generation_timeout, GENERATION_FAILED"
  })
  void aFailedRequestFailsUnderOurName(int status, String type, ErrorCode expected) {
    var body = "{'detail':[{'loc':['body'],'msg':'no','type':'" + type + "','input':'secret'}]}";

    assertThat(report(answered(status, body)))
        .isEqualTo(new Rejected(failure(expected, "no", type)));
  }

  @ParameterizedTest
  @CsvSource({
    "504, request_timeout, GENERATION_FAILED",
    "504, startup_timeout, PROVIDER_UNAVAILABLE",
    "503, runner_disconnected, PROVIDER_UNAVAILABLE"
  })
  void aRequestThatFoundNoRunnerFailsUnderOurName(int status, String type, ErrorCode expected) {
    var body = "{'detail':'no','error_type':'" + type + "'}";

    assertThat(report(answered(status, body)))
        .isEqualTo(new Rejected(failure(expected, "no", type)));
  }

  @Test
  void aFailureWithoutWordsIsShownByItsType() {
    assertThat(report(answered(422, "{'detail':[{'type':'generation_timeout'}]}")))
        .isEqualTo(
            new Rejected(
                failure(ErrorCode.GENERATION_FAILED, "generation_timeout", "generation_timeout")));
    assertThat(report(answered(422, "{'detail':[{}]}")))
        .isEqualTo(new Rejected(Failure.of(ErrorCode.INVALID_REQUEST, "no reason was given", FAL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "422"})
  void aModelThatIsNotMigratedYetFailsInPlainWords(int status) {
    assertThat(report(answered(status, "{'detail':'NSFW content detected'}")))
        .isEqualTo(
            new Rejected(Failure.of(ErrorCode.CONTENT_REFUSED, "NSFW content detected", FAL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{'detail':'Request is still in progress'}",
        "400|<html>",
        "404|{'detail':[{'msg':'Path not found','type':'x'}]}",
        "429|{'detail':[{'msg':'slow down','type':'x'}]}",
        "500|{'detail':'Internal Server Error'}",
        "502|<html>",
        "200|<html>"
      })
  void whatIsNoWordOnTheRequestSettlesNothing(int status, String body) {
    assertThat(completed(answered(status, body))).isInstanceOf(CheckResult.Transient.class);
  }

  @Test
  void aResultCallThatBreaksOffSettlesNothing() {
    assertThat(completed(new NotSent("no connection"))).isInstanceOf(CheckResult.Transient.class);
    assertThat(completed(new Unanswered("no answer in time")))
        .isInstanceOf(CheckResult.Transient.class);
  }

  @Test
  void aResultGoesBeforeAnErrorInTheState() {
    var state = "{'status':'COMPLETED','request_id':'r1','error':'odd'}";

    assertThat(report(state, answered(200, "{'images':[{'url':'https://x/1.png'}]}")))
        .isInstanceOf(Succeeded.class);
    assertThat(report(state, answered(200, "{'images':[]}")))
        .isEqualTo(new Rejected(Failure.of(ErrorCode.GENERATION_FAILED, "odd", FAL)));
    assertThat(report(state, new Unanswered("no answer in time")))
        .isEqualTo(new Rejected(Failure.of(ErrorCode.GENERATION_FAILED, "odd", FAL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'images':null}", "{'images':[]}", "{'images':[null, {}, '']}"})
  void aResultWithoutALinkIsAskedForAgain(String body) {
    assertThat(report(answered(200, body))).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'images':['https://x/1.png']}",
        "{'images':'https://x/1.png'}",
        "{'images':{'url':'https://x/1.png'}}",
        "{'image':{'url':'https://x/1.png','width':1e99999999999}}",
        "{'video':{'url':'https://x/1.png'}}",
        "{'images':[],'image':'https://x/1.png'}"
      })
  void aResultIsReadInWhateverShapeItComes(String body) {
    assertThat(((Succeeded) report(answered(200, body))).images())
        .extracting(RemoteImage::link)
        .isEqualTo(List.of("https://x/1.png"));
  }

  @Test
  void imagesKeepTheirPlacesAndNoneIsSkipped() {
    var body = "{'images':[null,{'url':'https://x/2.png'},{'url':'ht tp:'}],'seed':1}";

    assertThat(((Succeeded) report(answered(200, body))).images())
        .extracting(image -> image.index() + " " + image.link())
        .isEqualTo(List.of("1 https://x/2.png", "2 ht tp:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'IN_QUEUE'", "'in_progress'", "'SETTLING'", "''", "null", "3", "{}"})
  void whateverIsNotFinalIsStillRunning(String status) {
    assertThat(report("{'request_id':'r1','status':" + status + "}", new NotSent("not asked")))
        .isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'request_id':'r1'}", "{'request_id':'r1','status':'SPLENDID','error':'odd'}"})
  void whereAStateSaysNothingTheResultDecides(String state) {
    assertThat(report(state, answered(200, "{'images':[{'url':'https://x/1.png'}]}")))
        .isInstanceOf(Succeeded.class);
    assertThat(report(state, answered(422, "{'detail':[{'msg':'no','type':'one_of'}]}")))
        .isInstanceOf(Rejected.class);
    assertThat(report(state, answered(400, "{'detail':'Request is still in progress'}")))
        .isEqualTo(new Running());
    assertThat(report(state, answered(503, "{'detail':'no'}"))).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "CANCELLED", "canceled", "ERROR", "timed_out"})
  void statesThatOthersNameAreFinal(String status) {
    assertThat(report("{'request_id':'r1','status':'" + status + "'}", new NotSent("not asked")))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void aStateWithoutARequestIdIsKnownByItsAddress() {
    var state = "{'status':'IN_QUEUE','response_url':'https://queue.fal.run/a/b/requests/%s'}";

    assertThat(checked(state.formatted("r1"), new NotSent(""))).isInstanceOf(Reported.class);
    assertThat(checked(state.formatted("r2"), new NotSent(""))).isInstanceOf(Mismatched.class);
    assertThat(checked("{'status':'IN_QUEUE'}", new NotSent("")))
        .isInstanceOf(CheckResult.Transient.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "''", "'OK'", "0"})
  void aWordForSuccessIsNoError(String error) {
    var state = "{'status':'COMPLETED','request_id':'r1','error':" + error + "}";

    assertThat(report(state, answered(200, "{'images':[]}"))).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "OK", "done", "Succeeded"})
  void aCompletionHasManyNames(String status) {
    assertThat(
            report(
                "{'request_id':'r1','status':'" + status + "'}",
                answered(200, "{'images':[{'url':'https://x/1.png'}]}")))
        .isInstanceOf(Succeeded.class);
  }

  private CheckResult completed(CallOutcome result) {
    return checked("{'status':'COMPLETED','request_id':'r1'}", result);
  }

  private CheckResult checked(String state, CallOutcome result) {
    return answers.checked("r1", answered(200, state), () -> result);
  }

  private ProviderReport report(CallOutcome result) {
    return ((Reported) completed(result)).report();
  }

  private ProviderReport report(String state, CallOutcome result) {
    return ((Reported) checked(state, result)).report();
  }
}
