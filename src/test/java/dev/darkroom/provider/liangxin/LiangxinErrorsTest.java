package dev.darkroom.provider.liangxin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which error an answer holds, and which status counts. */
class LiangxinErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'error':{'code':'busy','type':'x','message':'later'}} | busy | later",
        "{'error':{'type':'new_api_error','message':'later'}} | new_api_error | later",
        "{'error':'later','code':5} | \"\" | later",
        "{'code':433} | 433 | \"\"",
        "{'msg':'later'} | \"\" | later",
        "{'error':{},'code':433,'msg':'later'} | 433 | later",
        "{'msg':'success'} | \"\" | \"\""
      })
  void theErrorIsReadInEitherEnvelope(String body, String code, String message) {
    assertThat(in(body)).contains(new LiangxinErrors(code, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'data':{}}", "{'error':{}}", "{'error':null}", "{'error':[]}"})
  void anAnswerWithoutAnErrorHasNone(String body) {
    assertThat(in(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "200 | {'code':404} | 404",
        "200 | {'code':'404'} | 404",
        "202 | {'error':{'code':429},'code':404} | 429",
        "201 | {'code':200} | 201",
        "500 | {'code':404} | 500",
        "200 | {'code':'abc'} | 200",
        "200 | {'code':1234567} | 200",
        "200 | <html> | 200"
      })
  void aCodeInsideASuccessCountsAsAStatus(int status, String body, int counting) {
    var answered = new Answered(status, Map.of("a", "b"), json(body));

    assertThat(LiangxinStatus.counting(answered))
        .isEqualTo(new Answered(counting, answered.headers(), answered.body()));
  }

  private static Optional<LiangxinErrors> in(String body) {
    return LiangxinErrors.in(ProviderJson.object(json(body)).orElseThrow());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
