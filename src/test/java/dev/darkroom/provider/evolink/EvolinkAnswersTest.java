package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Silent;
import dev.darkroom.provider.Exchange.Answered;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.NotNow;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Uncertain;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolinkAnswersTest {
  private static final ProviderTaskRef ASKED = new ProviderTaskRef(new ProviderId("evolink"), "t1");

  private final EvolinkAnswers answers = new EvolinkAnswers(ASKED.provider());

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, INVALID_REQUEST",
    "400, content_policy_violation, CONTENT_REFUSED",
    "401, unauthorized, KEY_REJECTED",
    "402, insufficient_quota, QUOTA_EXHAUSTED",
    "403, model_access_denied, KEY_REJECTED",
    "404, not_found, INVALID_REQUEST",
    "413, too_large, INVALID_REQUEST",
    "422, anything_new, INVALID_REQUEST",
    "200, insufficient_quota, QUOTA_EXHAUSTED",
    "200, 402, QUOTA_EXHAUSTED",
    "200, internal_error, GENERATION_FAILED"
  })
  void aClearNoIsARefusalUnderOurName(int status, String code, ErrorCode expected) {
    var result = submitted(status, "{'error':{'code':'" + code + "','message':'no','type':'x'}}");

    assertThat(result).isEqualTo(new Refused(failure(expected, "no", code)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':400,'message':'Your input violates our content policy'}}",
        "{'error':{'code':'InputImageSensitiveContentDetected','message':'sensitive content'}}",
        "{'error':'the prompt was stopped by moderation'}"
      })
  void aRefusalForContentIsRecognisedByItsWords(String body) {
    assertThat(submitted(400, body))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.failure().code()).isEqualTo(ErrorCode.CONTENT_REFUSED));
  }

  @Test
  void aTypeCountsWhereTheCodeIsOnlyANumber() {
    var body = "{'error':{'code':1234,'message':'no','type':'insufficient_quota'}}";

    assertThat(submitted(400, body))
        .isEqualTo(new Refused(failure(ErrorCode.QUOTA_EXHAUSTED, "no", "1234")));
  }

  @ParameterizedTest
  @CsvSource({"429, whatever", "429, rate_limit_exceeded", "200, rate_limit_exceeded", "200, 429"})
  void askingForPatienceIsNoRefusal(int status, String code) {
    assertThat(submitted(status, "{'error':{'code':'" + code + "','message':'later'}}"))
        .isInstanceOf(NotNow.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "null", "[]", "{}", "{'id':''}", "{'id':null}", "{'id':'a/b'}"})
  void aSuccessWithoutAUsableIdIsInDoubt(String body) {
    assertThat(submitted(200, body)).isInstanceOf(Uncertain.class);
  }

  @Test
  void aRefusalWithoutWordsIsStillARefusal() {
    assertThat(submitted(403, "<html>denied</html>"))
        .isEqualTo(new Refused(failure(ErrorCode.KEY_REJECTED, "answered 403")));
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

  @ParameterizedTest
  @CsvSource({
    "content_policy_violation, CONTENT_REFUSED",
    "invalid_parameters, INVALID_REQUEST",
    "image_processing_error, INVALID_REQUEST",
    "image_dimension_mismatch, INVALID_REQUEST",
    "resource_not_found, INVALID_REQUEST",
    "model_unavailable, INVALID_REQUEST",
    "request_cancelled, GENERATION_FAILED",
    "generation_timeout, GENERATION_FAILED",
    "generation_failed_no_content, GENERATION_FAILED",
    "service_error, GENERATION_FAILED",
    "upstream_error, GENERATION_FAILED",
    "unknown_error, GENERATION_FAILED",
    "resource_exhausted, PROVIDER_UNAVAILABLE",
    "service_unavailable, PROVIDER_UNAVAILABLE",
    "quota_exceeded, RATE_LIMITED",
    "rate_limited, RATE_LIMITED",
    "500, GENERATION_FAILED"
  })
  void aFailedTaskFailsUnderOurName(String code, ErrorCode expected) {
    assertThat(report("{'id':'t1','status':'failed','error':{'code':'" + code + "'}}"))
        .isEqualTo(new Rejected(failure(expected, code, code)));
  }

  @Test
  void aFailureMayBePlainText() {
    assertThat(report("{'id':'t1','status':'FAILED','error':'out of luck'}"))
        .isEqualTo(new Rejected(failure(ErrorCode.GENERATION_FAILED, "out of luck")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelled", "canceled", "Cancelled"})
  void aCancelledTaskHasFailed(String status) {
    assertThat(report("{'id':'t1','status':'" + status + "'}"))
        .isEqualTo(new Rejected(failure(ErrorCode.GENERATION_FAILED, "cancelled")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'pending'", "'processing'", "'in_review'", "''", "null", "3", "{}"})
  void whateverIsNotFinalIsStillRunning(String status) {
    assertThat(report("{'id':'t1','status':" + status + "}")).isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'results':['https://x/1.png']",
        "'results':[{'url':'https://x/1.png'}]",
        "'results':[],'result_data':[{'image_url':'https://x/1.png'}]",
        "'result_data':[{'url':'https://x/1.png'}]"
      })
  void resultsAreFoundWhereverTheyWereSeen(String results) {
    var report = report("{'id':'t1','status':'completed'," + results + "}");

    assertThat(((Succeeded) report).images())
        .extracting(image -> image.link())
        .isEqualTo(List.of("https://x/1.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'results':null", "'results':'x'", "'results':['', null, {}, 'ht tp:']"})
  void completedWithoutALinkIsAFailure(String results) {
    assertThat(report("{'id':'t1','status':'completed'," + results + "}"))
        .isEqualTo(
            new Rejected(failure(ErrorCode.GENERATION_FAILED, "completed without a result")));
  }

  @Test
  void theReportSaysWhenTheTaskWasMadeAndByWhichModel() {
    var reported = (Reported) checked(200, "{'id':'t1','created':1757165031,'model':'m'}");

    assertThat(reported.createdAt()).contains(Instant.ofEpochSecond(1757165031));
    assertThat(reported.model()).contains("m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{'error':{'code':'internal_error'}}"})
  void anAnswerAboutNoTaskSaysNothing(String body) {
    assertThat(checked(200, body)).isInstanceOf(Silent.class);
  }

  private SubmitResult submitted(int status, String body) {
    return answers.submitted(answered(status, body));
  }

  private CheckResult checked(int status, String body) {
    return answers.checked(ASKED, answered(status, body));
  }

  private ProviderReport report(String body) {
    return ((Reported) checked(200, body)).report();
  }

  private static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body.replace('\'', '"'));
  }

  private static Failure failure(ErrorCode code, String message, String providerCode) {
    return failure(code, message).withProviderCode(Optional.of(providerCode));
  }

  private static Failure failure(ErrorCode code, String message) {
    return Failure.of(code, message, ASKED.provider());
  }
}
