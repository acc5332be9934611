package dev.darkroom.simulator.fal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.Dialect;
import java.util.List;

/**
 * The two shapes of an error: a model's {@code detail} is a list of typed objects
 * (fal.ai/docs/documentation/model-apis/errors), the platform's is a text, with {@code error_type}
 * where the request broke (docs.fal.ai/documentation/model-apis/request-errors; both 2026-11-27).
 */
final class FalErrors {
  static final String MISSING = "Field required";
  static final String NO_INTEGER = "Input should be a valid integer";
  static final String NOT_ALLOWED = "Input should be one of the allowed values";

  private static final int UNPROCESSABLE = 422;
  private static final String PAGE = "https://docs.fal.ai/errors/#";

  /** The type of each mistake, by its words. */
  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake(MISSING, "missing"),
          new Mistake("is required", "missing"),
          new Mistake(NO_INTEGER, "int_type"),
          new Mistake(NOT_ALLOWED, "one_of"),
          new Mistake("greater than or equal", "greater_than_equal"),
          new Mistake("less than or equal", "less_than_equal"),
          new Mistake("could not be downloaded", "file_download_error"),
          new Mistake("must be a JSON object", "json_invalid"),
          new Mistake("the simulator has no", "feature_not_supported"));

  private FalErrors() {}

  static String atLeast(int least) {
    return "Input should be greater than or equal to " + least;
  }

  static String atMost(int most) {
    return "Input should be less than or equal to " + most;
  }

  /**
   * A wrong input.
   *
   * @param problem the field, a blank, and what is wrong with it; or a sentence about the whole
   */
  static ApiResponse invalid(String problem) {
    var type =
        MISTAKES.stream()
            .filter(mistake -> problem.contains(mistake.words()))
            .map(Mistake::type)
            .findFirst()
            .orElse("value_error");
    var words = (problem.startsWith("the ") ? " " + problem : problem).split(" ", 2);
    return new ApiResponse.Json(UNPROCESSABLE, ofModel(words[0], words[1], type));
  }

  /** An error of a model. */
  static ObjectNode ofModel(String field, String message, String type) {
    var body = JsonNodeFactory.instance.objectNode();
    var error = body.putArray("detail").addObject();
    var place = error.putArray("loc").add("body");
    if (!field.isEmpty()) {
      place.add(field);
    }
    error.put("msg", message).put("type", type).put("url", PAGE + type).putNull("input");
    return body;
  }

  /** An error of the platform, in words alone. */
  static ApiResponse ofPlatform(int status, String detail) {
    return new ApiResponse.Json(
        status, JsonNodeFactory.instance.objectNode().put("detail", detail));
  }

  /** An error of the platform about one request. */
  static ApiResponse ofRequest(int status, String type, String detail) {
    var body = JsonNodeFactory.instance.objectNode().put("detail", detail);
    body.set("error_type", Dialect.code(type));
    return new ApiResponse.Json(status, body).with("X-Fal-Error-Type", type);
  }

  private record Mistake(String words, String type) {}
}
