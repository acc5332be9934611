package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer in API Gateway's payload format 2.0.
 *
 * @param body an answer record, written as JSON; null-free
 */
record HttpAnswer(int status, Map<String, String> headers, Object body) {
  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  static HttpAnswer json(int status, Object body) {
    return new HttpAnswer(status, Map.of("content-type", "application/json"), body);
  }

  static HttpAnswer problem(Problem problem) {
    return new HttpAnswer(problem.status(), Map.of("content-type", Problem.MEDIA_TYPE), problem);
  }

  HttpAnswer with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, more, body);
  }
}
