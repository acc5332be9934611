package dev.darkroom.provider;

import dev.darkroom.provider.NotTakenRow.Evidence;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Answers on a provider's list, and beside it. */
abstract class NotTakenFixture {
  static final List<String> OPEN_CODES =
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

  static final List<Integer> STATUSES =
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

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.oneOf(Arbitraries.of(STATUSES), Arbitraries.integers().between(100, 999));
  }

  @Provide
  Arbitrary<String> bodies() {
    return objects(3);
  }

  Arbitrary<String> objects(int depth) {
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

  /** An answer for each line that asks for a body. */
  List<Answered> onTheList() {
    return onTheList("");
  }

  List<Answered> onTheList(String more) {
    return list().rows().stream()
        .filter(row -> row.evidence() == Evidence.BODY)
        .flatMap(row -> answers(row, more))
        .toList();
  }

  Stream<Answered> answers(NotTakenRow row, String more) {
    var code =
        Optional.of(row.code()).filter(text -> !text.isEmpty()).map(NotTakenContract::quoted);
    if (code.isEmpty() && !hasCodelessErrors()) {
      code = Optional.of(Integer.toString(row.status()));
    }
    return Stream.of(answered(row.status(), error(code, more)));
  }

  boolean isNotTaken(int status, String body) {
    var result = submitted(answered(status, body));
    return result instanceof Transient || result instanceof Refused;
  }

  boolean isStatusListed(int status, String code) {
    boolean isNamed = !code.matches("\\d{1,6}");
    return status / 100 == 2 || rowsOf(status).anyMatch(row -> row.code().isEmpty() || isNamed);
  }

  Stream<NotTakenRow> rowsOf(int status) {
    return list().rows().stream()
        .filter(row -> row.evidence() == Evidence.BODY && row.status() == status);
  }

  Set<String> codes() {
    return list().rows().stream().map(NotTakenRow::code).collect(Collectors.toSet());
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body);
  }
}
