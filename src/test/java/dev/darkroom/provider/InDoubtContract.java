package dev.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers to a paid call leave it in doubt, whatever they look like. */
abstract class InDoubtContract extends NotTakenFixture {
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
        """
            {"message":"Forbidden"}""",
        """
            {"Message":"User is not authorized"}""",
        """
            {"error":false}""",
        """
            {"error":0}""",
        """
            {"error":null}""",
        """
            {"error":""}""",
        """
            {"error":[]}""",
        """
            {"error":{}}""",
        """
            {"error":[{"message":"no"}]}""",
        """
            {"errors":[{"message":"no"}]}""",
        """
            {"detail":null}""",
        """
            {"detail":[]}""",
        """
            {"detail":{}}""",
        """
            {"code":{}}""",
        """
            {"success":false}"""
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
      var twice =
          answer
              .body()
              .replaceFirst(
                  "\\{",
                  """
          {"code":500,"error":1,"detail":1,""");
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
    var body =
        """
        {"error":{"code":"secret_code","message":"a secret prompt"}}""";

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

  static Stream<Integer> noSuccesses() {
    return STATUSES.stream().filter(status -> status / 100 != 2);
  }
}
