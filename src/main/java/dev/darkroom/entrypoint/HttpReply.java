package dev.darkroom.entrypoint;

import dev.darkroom.answer.DeletedAnswer;
import dev.darkroom.answer.Problem;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Tombstone;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer in API Gateway's payload format 2.0.
 *
 * @param body an answer record, written as JSON, or bytes; null-free
 */
record HttpReply(int status, Map<String, String> headers, Object body) {
  static final int NO_CONTENT = 204;

  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);

  HttpReply {
    headers = Map.copyOf(headers);
  }

  static HttpReply json(int status, Object body) {
    return new HttpReply(status, Map.of("content-type", "application/json"), body);
  }

  /** A body that is no JSON. */
  static HttpReply bytes(int status, Map<String, String> headers, byte[] body) {
    return new HttpReply(status, headers, body);
  }

  static HttpReply problem(Problem problem) {
    return new HttpReply(problem.status(), Map.of("content-type", Problem.MEDIA_TYPE), problem);
  }

  /** The request breaks a rule. */
  static HttpReply invalid(List<Fault> faults) {
    return problem(Problem.of(Rejection.invalid(faults)));
  }

  /** The request breaks one rule. */
  static HttpReply invalid(Fault fault) {
    return invalid(List.of(fault));
  }

  /** No provider takes it now: the same request may come again. */
  static HttpReply notNow(Failure failure, Optional<Duration> retryAfter) {
    var wait = Math.max(1, retryAfter.orElse(DEFAULT_RETRY).toSeconds());
    return problem(Problem.notAccepted(failure)).with("retry-after", Long.toString(wait));
  }

  /** There is nothing to say. */
  static HttpReply noContent() {
    return new HttpReply(NO_CONTENT, Map.of(), "");
  }

  /** The generation of that id was deleted. */
  static HttpReply deleted(Tombstone tombstone) {
    var answer = DeletedAnswer.of(tombstone);
    return new HttpReply(
        answer.problem().status(), Map.of("content-type", Problem.MEDIA_TYPE), answer);
  }

  /** Nobody has used that id. */
  static HttpReply noSuchGeneration() {
    return problem(Problem.notFound("There is no generation of this id."));
  }

  /** The path is no route, or another function's. */
  static HttpReply noSuchRoute() {
    return problem(
        Problem.notFound("There is no such route here. GET /v1/openapi.json has them all."));
  }

  /** What is answered to HEAD: the same without a body. */
  HttpReply head() {
    var headers =
        body instanceof byte[] bytes
            ? with("content-length", Integer.toString(bytes.length)).headers()
            : this.headers;
    return new HttpReply(status, headers, new byte[0]);
  }

  HttpReply with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpReply(status, more, body);
  }
}
