package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer in API Gateway's payload format 2.0.
 *
 * @param body an answer record, written as JSON; null-free
 */
record HttpReply(int status, Map<String, String> headers, Object body) {
  HttpReply {
    headers = Map.copyOf(headers);
  }

  static HttpReply json(int status, Object body) {
    return new HttpReply(status, Map.of("content-type", "application/json"), body);
  }

  static HttpReply problem(Problem problem) {
    return new HttpReply(problem.status(), Map.of("content-type", Problem.MEDIA_TYPE), problem);
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
