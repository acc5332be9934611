package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.NotTakenRow.Evidence;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken.Shape;
import dev.darkroom.task.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as proof beside an error in the provider's own shape. */
class NotTakenTest {
  private static final String ERROR = "{\"error\":{\"message\":\"no luck today\"}}";
  private static final Map<String, String> SPENT = Map.of("x-ratelimit-remaining", "0");

  private final NotTaken list =
      new NotTaken(
          new Shape(body -> body.path("error").isObject(), Set.of("layer"), Set.of("x-code")),
          List.of(
              NotTakenRow.of(400, ErrorCode.INVALID_REQUEST, "a page"),
              NotTakenRow.of(400, "bad_size", ErrorCode.CONTENT_REFUSED, "a page"),
              NotTakenRow.of(401, ErrorCode.KEY_REJECTED, "a page"),
              NotTakenRow.of(429, "slow_down", ErrorCode.RATE_LIMITED, "a page"),
              NotTakenRow.ofSpentWindow(429, "another page")));

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>slow down</html>", "{}", "[]", "{\"code\":429}", "{\"a\":\"b c\"}"})
  void aWindowThatIsSpentProvesItWhateverTheBodySays(String body) {
    assertThat(list.proof(new Answered(429, SPENT, body)).map(NotTakenRow::evidence))
        .contains(Evidence.SPENT_WINDOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"t1\"}",
        "{\"code\":500}",
        "{\"a\":1,\"a\":1}",
        "{\"data\":[{\"id\":7}]}"
      })
  void unlessTheBodyMayNameATaskOrAnotherReason(String body) {
    assertThat(list.proof(new Answered(429, SPENT, body))).isEmpty();
  }

  @Test
  void aWindowWithCallsLeftAndAnotherStatusProveNothing() {
    assertThat(list.proof(new Answered(429, Map.of("x-ratelimit-remaining", "1"), ""))).isEmpty();
    assertThat(list.proof(new Answered(429, Map.of(), ""))).isEmpty();
    assertThat(list.proof(new Answered(503, SPENT, ""))).isEmpty();
    assertThat(list.proof(new Answered(400, SPENT, ""))).as("listed by its body alone").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bad-size, CONTENT_REFUSED", "'', INVALID_REQUEST", "layer, INVALID_REQUEST"})
  void aCodeInAHeaderCountsAsOneInTheBody(String code, ErrorCode meaning) {
    assertThat(meaning(new Answered(400, Map.of("x-code", code), ERROR))).contains(meaning);
  }

  @Test
  void anUnknownCodeInAHeaderIsInDoubt() {
    assertThat(meaning(new Answered(400, Map.of("x-code", "anything"), ERROR))).isEmpty();
    assertThat(meaning(new Answered(429, Map.of("x-code", "slow_down"), ERROR)))
        .as("this status counts with its code alone")
        .contains(ErrorCode.RATE_LIMITED);
    assertThat(meaning(new Answered(429, Map.of(), ERROR))).isEmpty();
  }

  @Test
  void onlyAListedAnswerOf401RejectsTheKey() {
    assertThat(list.rejectsTheKey(new Answered(401, Map.of(), ERROR))).isTrue();
    assertThat(list.rejectsTheKey(new Answered(400, Map.of(), ERROR))).isFalse();
    assertThat(list.rejectsTheKey(new Answered(401, Map.of(), "<html>"))).isFalse();
  }

  @Test
  void aTaskIsNamedAtAnyDepthAlsoInLists() {
    assertThat(fields("[{\"a\":1},{\"id\":\"t\"},{\"b\":2}]").namesATask()).isTrue();
    assertThat(fields("{\"a\":[[{\"task_id\":7}]]}").namesATask()).isTrue();
    assertThat(fields("{\"input\":{\"id\":\"t\"}}").namesATask())
        .as("the request itself")
        .isFalse();
    assertThat(fields("{\"id\":null}").namesATask()).isFalse();
  }

  @Test
  void aCodeComesBeforeATypeAndAnInnerOneBeforeAnOuterOne() {
    assertThat(
            fields("{\"type\":\"t\",\"code\":\"c\",\"error\":{\"status\":\"s\",\"errno\":5}}")
                .codes())
        .containsExactly("5", "s", "c", "t");
    assertThat(fields("{\"error\":\"one_word\"}").codes()).containsExactly("one_word");
    assertThat(fields("{\"error\":\"two words\"}").codes()).isEmpty();
    assertThat(fields("{\"success\":true}").codes()).containsExactly("success");
    assertThat(fields("{\"success\":false}").codes()).isEmpty();
    assertThat(fields("{\"code\":{\"a\":1}}").codes()).containsExactly(NotTakenRow.UNREADABLE);
  }

  @Test
  void aValueThatIsMadeLateIsMadeOnce() {
    var count = new AtomicInteger();
    var lazy = new Lazy<>(count::incrementAndGet);

    assertThat(count).hasValue(0);
    assertThat(lazy.get()).isEqualTo(1);
    assertThat(lazy.get()).isEqualTo(1);
  }

  private Optional<ErrorCode> meaning(Answered answered) {
    return list.proof(answered).map(NotTakenRow::meaning);
  }

  private static AnswerFields fields(String json) {
    return AnswerFields.of(ProviderJson.value(json).orElseThrow());
  }
}
