package dev.darkroom.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to the paid call means. */
class FalSubmitAnswersTest extends FalAnswersFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|Request body is not valid JSON|INVALID_REQUEST",
        "401|Authentication is required|KEY_REJECTED",
        "403|User is locked. Reason: Exhausted balance. Top up your balance.|QUOTA_EXHAUSTED",
        "403|User is locked. Reason: TOP_UP.|QUOTA_EXHAUSTED",
        "403|User is locked. Reason: Admin lock.|KEY_REJECTED",
        "404|Application 'seedream' not found|INVALID_REQUEST",
        "403|The prompt was blocked by safety rules|CONTENT_REFUSED"
      })
  void aClearNoIsARefusalUnderOurName(int status, String words, ErrorCode expected) {
    assertThat(submitted(status, "{'detail':'" + words.replace("'", "") + "'}"))
        .isEqualTo(new Refused(failed(expected, words.replace("'", ""))));
  }

  @Test
  void aTypedRefusalSaysWhichFieldItIsAbout() {
    var body = "{'detail':[{'loc':['body','image_size',0],'msg':'too large','type':'less_than'}]}";

    assertThat(submitted(422, body))
        .isEqualTo(
            new Refused(
                failure(ErrorCode.INVALID_REQUEST, "image_size.0: too large", "less_than")));
  }

  @Test
  void askingForPatienceIsInDoubtUnlessTheWindowIsSpent() {
    var body =
        """
        {"detail":"Too many requests"}""";

    assertThat(submitted(429, body)).isInstanceOf(InDoubt.class);
    assertThat(
            answers.submitted(APP, new Answered(429, Map.of("x-ratelimit-remaining", "0"), body)))
        .isInstanceOf(Transient.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{'detail':'User is locked. Reason: Exhausted balance.'}",
        "402|{'detail':'Payment required'}",
        "422|{'detail':'Field required'}",
        "422|{'detail':[{'msg':'no','type':'generation_timeout'}]}",
        "422|{'detail':[{'msg':'no','type':'one_of'},{'msg':'no','type':'internal_server_error'}]}",
        "400|{'detail':'no','error_type':'runner_disconnected'}",
        "400|{'detail':'no','error_type':'request_timeout'}",
        "400|{'detail':[{'msg':'no','type':'downstream_service_error'}]}",
        "404|{'detail':'no','request_id':'r1'}",
        "403|<html>denied</html>",
        "499|{'detail':'no','error_type':'client_disconnected'}",
        "504|{'detail':'no','error_type':'request_timeout'}"
      })
  void whatIsOnNoListIsInDoubt(int status, String body) {
    assertThat(submitted(status, body)).isInstanceOf(InDoubt.class);
  }

  @Test
  void theTypeInTheHeaderCountsAsACode() {
    var body =
        """
        {"detail":"no"}""";

    assertThat(
            answers.submitted(
                APP, new Answered(400, Map.of("x-fal-error-type", "runner_disconnected"), body)))
        .isInstanceOf(InDoubt.class);
    assertThat(
            answers.submitted(
                APP, new Answered(400, Map.of("x-fal-error-type", "bad_request"), body)))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "[]",
        "{}",
        "{'request_id':''}",
        "{'request_id':'a/b'}",
        "{'request_id':'a~b~c'}",
        "{'response_url':'https://queue.fal.run/x/'}"
      })
  void aSuccessWithoutAUsableIdIsInDoubt(String body) {
    assertThat(submitted(200, body)).isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request_id':'r1'}",
        "{'error':false,'data':{'request_id':'r1'}}",
        "{'request_id':'r1','response_url':'https://elsewhere.example/r2'}",
        "{'response_url':'https://queue.fal.run/bytedance/seedream/requests/r1'}",
        "{'response_url':'https://queue.fal.run/bytedance/seedream/requests/r1/'}",
        "{'response_url':'https://queue.fal.run/bytedance/seedream/requests/r1?logs=1'}",
        "{'request_id':null,'response_url':'https://queue.fal.run/x/requests/r1/response'}"
      })
  void anAcceptedRequestIsNamedWithItsApp(String body) {
    assertThat(submitted(200, body))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.ref().id()).isEqualTo("bytedance~seedream~r1");
              assertThat(accepted.reserved()).isEmpty();
              assertThat(accepted.estimate()).isEmpty();
            });
  }

  private SubmitResult submitted(int status, String body) {
    return answers.submitted(APP, answered(status, body));
  }

  private static Failure failed(ErrorCode code, String words) {
    return Failure.of(code, words, FAL);
  }
}
