package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer about a task means. */
class EvolinkTaskAnswersTest extends EvolinkAnswersFixture {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'cost':{'credits':2.5},'credits_used':9}",
        "{'credits_used':2.5,'credits_reserved':9}",
        "{'cost':{'credits':'none'},'credits_used':2.5}"
      })
  void aCompletedTaskSaysWhatItCost(String usage) {
    var report = report("{'id':'t1','results':['https://x/1.png'],'usage':" + usage + "}");

    assertThat(((Succeeded) report).billed()).contains(new Cost(new BigDecimal("2.5"), "credits"));
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
  @CsvSource({"0, 0", "83, 83", "100, 100", "'83', 83", "83.0, 83"})
  void aRunningTaskSaysHowFarItIs(String written, int percent) {
    assertThat(report("{'id':'t1','status':'processing','progress':" + written + "}"))
        .isEqualTo(new Running(Optional.empty(), Optional.of(percent)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101", "8.5", "'most of it'", "null", "true", "1e9", "[83]", "{}"})
  void aProgressThatIsNoPercentageIsNone(String written) {
    assertThat(report("{'id':'t1','status':'processing','progress':" + written + "}"))
        .isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'completed'", "'SUCCESS'", "'Done'", "'finished'", "'?'", "''", "null"})
  void resultsAreResultsWhateverTheWordForIt(String status) {
    assertThat(report("{'id':'t1','status':" + status + ",'results':['https://x/1.png']}"))
        .isInstanceOf(Succeeded.class);
    assertThat(report("{'id':'t1','results':['https://x/1.png']}")).isInstanceOf(Succeeded.class);
  }

  @Test
  void aTaskThatIsSaidToRunIsNotDoneWhateverItShows() {
    assertThat(report("{'id':'t1','status':'processing','results':['https://x/1.png']}"))
        .isEqualTo(new Running());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'results':['https://x/1.png']",
        "'results':[{'url':'https://x/1.png'}]",
        "'results':[],'result_data':[{'image_url':'https://x/1.png'}]",
        "'result_data':[{'url':'https://x/1.png'}]",
        "'results':'https://x/1.png'",
        "'results':{'url':'https://x/1.png'}",
        "'results':[[{'image_url':'https://x/1.png'}]]",
        "'results':'[\\'https://x/1.png\\']'",
        "'results':[{'image':{'uri':'https://x/1.png'}}]",
        "'result_url':'https://x/1.png'"
      })
  void resultsAreFoundWhereverTheyWereSeen(String results) {
    var report = report("{'id':'t1','status':'completed'," + results + "}");

    assertThat(((Succeeded) report).images())
        .extracting(RemoteImage::link)
        .isEqualTo(List.of("https://x/1.png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x':1",
        "'results':null",
        "'results':[]",
        "'results':'x'",
        "'results':['', null, {}]"
      })
  void completedWithoutAResultIsAskedForAgain(String results) {
    assertThat(report("{'id':'t1','status':'completed'," + results + "}")).isEqualTo(new Running());
  }

  @Test
  void completedWithAnErrorInThePlaceOfTheResultIsAFailure() {
    assertThat(
            report("{'id':'t1','status':'completed','results':[],'error':{'message':'no luck'}}"))
        .isEqualTo(new Rejected(failure(ErrorCode.GENERATION_FAILED, "no luck")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "''", "'SUCCEED'", "{'code':0,'message':'success'}", "{}"})
  void aWordForSuccessIsNoError(String error) {
    assertThat(report("{'id':'t1','status':'completed','error':" + error + "}"))
        .isEqualTo(new Running());
    assertThat(report("{'id':'t1','status':'failed','error':" + error + "}"))
        .isEqualTo(
            new Rejected(failure(ErrorCode.GENERATION_FAILED, "it failed without a reason")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e99999999999",
        "1e999999999",
        "1e10000",
        "-1",
        "'1e400'",
        "'soon'",
        "{}",
        "null"
      })
  void anAbsurdAmountIsUnknownAndHidesNothingElse(String amount) {
    var body =
        "{'usage':{'credits_reserved':%s},'task_info':{'estimated_time':%s},'created':%s,'id':'t1'}"
            .formatted(amount, amount, amount);

    assertThat(submitted(200, body))
        .isEqualTo(new Accepted(ASKED, Optional.empty(), Optional.empty()));
    assertThat(((Reported) checked(200, body)).createdAt()).isEmpty();
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
    assertThat(checked(200, body)).isInstanceOf(CheckResult.Transient.class);
  }

  private CheckResult checked(int status, String body) {
    return answers.checked(ASKED, answered(status, body));
  }

  private ProviderReport report(String body) {
    return ((Reported) checked(200, body)).report();
  }
}
