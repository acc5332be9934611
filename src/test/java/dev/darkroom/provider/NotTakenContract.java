package dev.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.NotTakenRow.Evidence;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the list of every provider keeps: a paid call counts as not taken only by an answer that
 * stands on it, and everything else is in doubt.
 */
public abstract class NotTakenContract {
  private static final List<String> OPEN_CODES =
      List.of(
          "service_unavailable",
          "internal_error",
          "internal_server_error",
          "request_timeout",
          "startup_timeout",
          "generation_timeout",
          "runner_disconnected",
          "runner_scheduling_failure",
          "runner_server_error",
          "client_disconnected",
          "paid_outcome_unknown",
          "idempotency_conflict",
          "upstream_error",
          "unknown_error",
          "bad_gateway",
          "timeout",
          "do_request_failed",
          "resource_exhausted",
          "service_error",
          "anything_new",
          "success",
          "ok",
          "error",
          "failed",
          "pending",
          "-1",
          "0",
          "1",
          "100",
          "200",
          "201",
          "204",
          "302",
          "408",
          "409",
          "418",
          "424",
          "425",
          "426",
          "428",
          "431",
          "451",
          "460",
          "499",
          "500",
          "501",
          "502",
          "503",
          "504",
          "505",
          "507",
          "520",
          "524",
          "599",
          "999",
          "1000",
          "40001",
          "true",
          "false");

  private static final List<Integer> STATUSES =
      IntStream.of(
              100, 101, 103, 199, 200, 201, 202, 203, 204, 206, 226, 299, 300, 301, 302, 303, 304,
              307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414,
              415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 433, 444, 449, 450,
              451, 455, 460, 463, 494, 495, 498, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511,
              520, 522, 524, 529, 530, 598, 599, 600, 999)
          .boxed()
          .toList();

  protected abstract NotTaken list();

  protected abstract SubmitResult submitted(Answered answered);

  /**
   * The provider's own shape of an error.
   *
   * @param code a JSON value in the place of its code; empty: no code
   * @param more further fields of the outer object, each with a comma before it
   */
  protected abstract String error(Optional<String> code, String more);

  /** The shape under which a success names its task. */
  protected abstract String task(String id);

  /** Whether an error without a code can be said at all. */
  protected boolean hasCodelessErrors() {
    return true;
  }

  @Test
  void everyLineHasASourceAndNoneIsAboutWork() {
    assertThat(list().rows())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.source()).isNotBlank();
              assertThat(row.status()).isBetween(400, 499);
              assertThat(row.status()).isNotIn(408, 409, 424, 425, 451, 460, 499);
              assertThat(OPEN_CODES).doesNotContain(row.code());
            });
  }

  @Test
  void whatIsOnTheListWasNotTaken() {
    assertThat(onTheList())
        .isNotEmpty()
        .allSatisfy(
            answer ->
                assertThat(submitted(answer)).isInstanceOfAny(Transient.class, Refused.class));
  }

  @Test
  void aCodeInASuccessIsReadAsTheSameStatus() {
    assertThat(list().rows())
        .filteredOn(row -> !row.code().isEmpty())
        .allSatisfy(
            row ->
                assertThat(isNotTaken(200, error(Optional.of(quoted(row.code())), ""))).isTrue());
  }

  @Test
  void aCodeMayBePaddedOrInUpperCase() {
    assertThat(list().rows())
        .filteredOn(row -> !row.code().isEmpty())
        .allSatisfy(
            row -> {
              var odd = "  " + row.code().toUpperCase(Locale.ROOT).replace('_', '-') + " ";
              assertThat(isNotTaken(row.status(), error(Optional.of(quoted(odd)), ""))).isTrue();
            });
  }

  /** Every status with every code: taken for "not taken" only where both are listed. */
  @Test
  void everythingElseIsInDoubt() {
    var codes = new ArrayList<>(OPEN_CODES);
    list().rows().stream()
        .map(NotTakenRow::code)
        .filter(code -> !code.isEmpty())
        .forEach(codes::add);
    IntStream.rangeClosed(400, 460).mapToObj(Integer::toString).forEach(codes::add);
    var wrong = new ArrayList<String>();

    for (int status : STATUSES) {
      for (var code : codes) {
        for (var literal : literals(code)) {
          boolean mayBe = isStatusListed(status, code) && isCodeListed(code);
          if (!mayBe && isNotTaken(status, error(Optional.of(literal), ""))) {
            wrong.add(status + " with " + literal);
          }
        }
      }
      if (!isCodelessListed(status) && isNotTaken(status, error(Optional.empty(), ""))) {
        wrong.add(status + " without a code");
      }
    }

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "0",
        "[]",
        "{}",
        "{",
        "<html><head><title>403 Forbidden</title></head></html>",
        "error code: 1020",
        "\u0000\u0000",
        "{\"message\":\"Forbidden\"}",
        "{\"Message\":\"User is not authorized\"}",
        "{\"error\":false}",
        "{\"error\":0}",
        "{\"error\":null}",
        "{\"error\":\"\"}",
        "{\"error\":[]}",
        "{\"error\":{}}",
        "{\"error\":[{\"message\":\"no\"}]}",
        "{\"errors\":[{\"message\":\"no\"}]}",
        "{\"detail\":null}",
        "{\"detail\":[]}",
        "{\"detail\":{}}",
        "{\"code\":{}}",
        "{\"success\":false}"
      })
  void anAnswerThatIsNotInTheProvidersOwnShapeIsInDoubt(String body) {
    for (int status : STATUSES) {
      assertThat(submitted(answered(status, body))).as("%s", status).isInstanceOf(InDoubt.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"id\":\"t1\"",
        ",\"id\":7",
        ",\"task_id\":\"t1\"",
        ",\"taskId\":\"t1\"",
        ",\"TaskID\":\"t1\"",
        ",\"task-id\":\"t1\"",
        ",\"request_id\":\"t1\"",
        ",\"data\":{\"id\":\"t1\"}",
        ",\"data\":{\"task_id\":\"t1\"}",
        ",\"data\":{\"task\":{\"id\":\"t1\"}}",
        ",\"data\":[{\"id\":\"t1\"}]",
        ",\"data\":{\"status\":\"pending\"}",
        ",\"task\":{\"id\":\"t1\"}",
        ",\"task\":{\"state\":\"queued\"}",
        ",\"tasks\":[\"t1\"]",
        ",\"result\":{\"job\":{\"uuid\":\"t1\"}}",
        ",\"status_url\":\"https://x/t1\"",
        ",\"success\":true",
        ",\"images\":[{\"url\":\"https://x/1.png\"}]"
      })
  void aRefusalThatMayNameATaskIsInDoubt(String more) {
    for (var answer : onTheList(more)) {
      assertThat(submitted(answer))
          .as("%s %s", answer.status(), answer.body())
          .isInstanceOfAny(InDoubt.class, Accepted.class);
    }
  }

  /** Providers send their whole envelope with a refusal: what it leaves empty names no task. */
  @ParameterizedTest
  @ValueSource(strings = {",\"id\":{}", ",\"id\":[]", ",\"task_id\":null", ",\"taskId\":\"\""})
  void aTasksNameWithoutAValueNamesNone(String more) {
    for (var answer : onTheList(more)) {
      assertThat(submitted(answer)).isInstanceOfAny(Refused.class, Transient.class);
    }
  }

  @Test
  void aRefusalThatSaysAFieldTwiceIsInDoubt() {
    for (var answer : onTheList()) {
      var twice = answer.body().replaceFirst("\\{", "{\"code\":500,\"error\":1,\"detail\":1,");
      assertThat(submitted(answered(answer.status(), twice))).isInstanceOf(InDoubt.class);
    }
  }

  @Test
  void aRefusalWithMoreBehindItIsInDoubt() {
    for (var answer : onTheList()) {
      assertThat(submitted(answered(answer.status(), answer.body() + answer.body())))
          .isInstanceOf(InDoubt.class);
      assertThat(submitted(answered(answer.status(), answer.body() + "<html>")))
          .isInstanceOf(InDoubt.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e99999999999",
        "1e999999999",
        "1e10000",
        "-1e400",
        "0.1e-99999",
        "1234567890123456789012345678901"
      })
  void anAbsurdNumberAsACodeIsInDoubt(String number) {
    for (int status : STATUSES) {
      assertThat(isNotTaken(status, error(Optional.of(number), ""))).isFalse();
    }
  }

  @Test
  void aMarkBeforeTheAnswerChangesNothing() {
    for (var answer : onTheList()) {
      assertThat(submitted(answered(answer.status(), "\uFEFF" + answer.body())))
          .isEqualTo(submitted(answer));
    }
  }

  @ParameterizedTest
  @MethodSource("noSuccesses")
  void aTaskUnderNoSuccessIsInDoubt(int status) {
    assertThat(submitted(answered(status, task("t1")))).isInstanceOf(InDoubt.class);
  }

  @Test
  void aReasonForADoubtHoldsNothingOfTheAnswer() {
    var body = "{\"error\":{\"code\":\"secret_code\",\"message\":\"a secret prompt\"}}";

    for (int status : STATUSES) {
      assertThat(submitted(answered(status, body)))
          .isInstanceOfSatisfying(
              InDoubt.class,
              doubt -> assertThat(doubt.why()).matches("answered \\d+( without a task id)?"));
    }
  }

  /** Random statuses, and bodies made of the fields that answers are made of. */
  @Property(tries = 3000)
  void onlyWhatIsListedIsEverNotTaken(
      @ForAll("statuses") int status, @ForAll("bodies") String body) {
    if (isNotTaken(status, body)) {
      assertThat(status).matches(s -> s / 100 == 2 || isStatusListed(s, "a_code"));
      assertThat(body.replaceAll(":(null|\"\"|\\[]|\\{})", ""))
          .doesNotContain("\"id\":", "\"task_id\":", "\"taskId\":");
      OPEN_CODES.forEach(
          code -> assertThat(body).doesNotContain("\"code\":" + code, "\"code\":\"" + code + "\""));
    }
  }

  /** Text of any kind: nothing throws, and nothing but a listed error is not taken. */
  @Property(tries = 500)
  void anyTextAtAllIsInDoubt(@ForAll("statuses") int status, @ForAll String text) {
    assertThat(submitted(answered(status, text))).isInstanceOf(InDoubt.class);
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.oneOf(Arbitraries.of(STATUSES), Arbitraries.integers().between(100, 999));
  }

  @Provide
  Arbitrary<String> bodies() {
    return objects(3);
  }

  private Arbitrary<String> objects(int depth) {
    var codes =
        Stream.concat(OPEN_CODES.stream(), list().rows().stream().map(NotTakenRow::code))
            .filter(code -> !code.isEmpty())
            .toList();
    var scalar =
        Arbitraries.oneOf(
            Arbitraries.of(codes).map(NotTakenContract::quoted),
            Arbitraries.integers().between(0, 600).map(Object::toString),
            Arbitraries.of("null", "\"\"", "\"some words\"", "false", "true", "[]", "{}"));
    var value =
        depth == 0
            ? scalar
            : Arbitraries.frequencyOf(
                Tuple.of(3, scalar),
                Tuple.of(1, objects(depth - 1)),
                Tuple.of(1, objects(depth - 1).map(one -> "[" + one + "]")));
    var name =
        Arbitraries.of(
            "code",
            "msg",
            "message",
            "error",
            "detail",
            "type",
            "data",
            "id",
            "task_id",
            "taskId",
            "status",
            "error_type",
            "success",
            "more");
    return Combinators.combine(name, value)
        .as((field, content) -> "\"" + field + "\":" + content)
        .list()
        .ofMinSize(0)
        .ofMaxSize(4)
        .map(fields -> "{" + String.join(",", fields) + "}");
  }

  static Stream<Integer> noSuccesses() {
    return STATUSES.stream().filter(status -> status / 100 != 2);
  }

  /** An answer for each line that asks for a body. */
  private List<Answered> onTheList() {
    return onTheList("");
  }

  private List<Answered> onTheList(String more) {
    return list().rows().stream()
        .filter(row -> row.evidence() == Evidence.BODY)
        .flatMap(row -> answers(row, more))
        .toList();
  }

  private Stream<Answered> answers(NotTakenRow row, String more) {
    var code =
        Optional.of(row.code()).filter(text -> !text.isEmpty()).map(NotTakenContract::quoted);
    if (code.isEmpty() && !hasCodelessErrors()) {
      code = Optional.of(Integer.toString(row.status()));
    }
    return Stream.of(answered(row.status(), error(code, more)));
  }

  private boolean isNotTaken(int status, String body) {
    var result = submitted(answered(status, body));
    return result instanceof Transient || result instanceof Refused;
  }

  private boolean isStatusListed(int status, String code) {
    boolean isNamed = !code.matches("\\d{1,6}");
    return status / 100 == 2 || rowsOf(status).anyMatch(row -> row.code().isEmpty() || isNamed);
  }

  private boolean isCodeListed(String code) {
    return code.matches("\\d{1,6}")
        ? isCodelessListed(Integer.parseInt(code))
        : codes().contains(code);
  }

  private boolean isCodelessListed(int status) {
    return rowsOf(status).anyMatch(row -> row.code().isEmpty());
  }

  private Stream<NotTakenRow> rowsOf(int status) {
    return list().rows().stream()
        .filter(row -> row.evidence() == Evidence.BODY && row.status() == status);
  }

  private Set<String> codes() {
    return list().rows().stream().map(NotTakenRow::code).collect(Collectors.toSet());
  }

  /** As a text; a number and a truth also as such. */
  private static List<String> literals(String code) {
    return code.matches("-?\\d+|true|false") ? List.of(code, quoted(code)) : List.of(quoted(code));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body);
  }
}
