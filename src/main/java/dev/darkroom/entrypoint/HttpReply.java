package dev.darkroom.entrypoint;

import dev.darkroom.answer.DeletedAnswer;
import dev.darkroom.answer.Problem;
import dev.darkroom.task.Tombstone;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer in API Gateway's payload format 2.0.
 *
 * @param body an answer record, written as JSON; null-free
 */
record HttpReply(int status, Map<String, String> headers, Object body) {
  static final int NO_CONTENT = 204;

  HttpReply {
    headers = Map.copyOf(headers);
  }

  static HttpReply json(int status, Object body) {
    return new HttpReply(status, Map.of("content-type", "application/json"), body);
  }

  static HttpReply problem(Problem problem) {
    return new HttpReply(problem.status(), Map.of("content-type", Problem.MEDIA_TYPE), problem);
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

  /** The path is no route, or another function's. */
  static HttpReply noSuchRoute() {
    return problem(
        Problem.notFound("There is no such route here. GET /v1/openapi.json has them all."));
  }

  HttpReply with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpReply(status, more, body);
  }
}
