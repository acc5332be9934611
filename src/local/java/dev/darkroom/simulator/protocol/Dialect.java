package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What one provider speaks: a translation between its documents and the shared core. */
public interface Dialect {
  /** The first segment of its paths. */
  String name();

  /** What a call wants; its key has not been looked at yet. */
  ApiRoute route(ApiRequest call);

  /** Where a create call has its prompt: a JSON pointer. */
  String promptAt();

  /** What a create call orders, or what is wrong with it. */
  ParsedCreate read(ApiRequest call, JsonNode body, boolean isLoopbackTaken);

  /** An id for a new task, unlike all others. */
  String taskId(CreateRequest order, Instant now);

  /** Whether a text could be the id of a task at all. */
  boolean isTaskId(String text);

  /** The answer to an accepted create call. */
  ApiResponse accepted(SimulatedTask task);

  /**
   * The answer to a query; the body of a callback is the same.
   *
   * @param pictures links to the results, empty unless completed
   */
  ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures);

  /** How it says no. */
  ApiResponse refused(SimulatedRefusal refusal);

  /**
   * An error of any status and any code, in the provider's shape.
   *
   * @param code a number where it consists of digits
   */
  ApiResponse error(int status, String code, String message);

  /** A code as JSON has it. */
  static JsonNode code(String code) {
    return code.matches("[0-9]{1,9}")
        ? IntNode.valueOf(Integer.parseInt(code))
        : new TextNode(code);
  }

  /** Whether a create call may carry an idempotency key. */
  default boolean hasIdempotencyKeys() {
    return false;
  }

  /** A page of the account's tasks, for a provider that lists them. */
  default ObjectNode page(List<ListedTask> tasks, int total, int page, int size) {
    throw new UnsupportedOperationException(name() + " lists no tasks");
  }

  /** A task in a list, and how far it is. */
  record ListedTask(SimulatedTask task, Stage stage) {}

  /** Whether a bearer key looks like one of its own. */
  default boolean isKey(String key) {
    return key.startsWith("sk-");
  }

  /** The most bytes that a body may have. */
  default int largestBody() {
    return 1 << 20;
  }

  /** Headers of every answer. */
  default Map<String, String> headers(RateLimit allowance) {
    return Map.of();
  }
}
