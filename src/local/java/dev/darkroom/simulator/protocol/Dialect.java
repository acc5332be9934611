package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * The body of a callback, and of the answer to a query unless the provider has another for it.
   *
   * @param pictures links to the results, empty unless completed
   */
  ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures);

  /**
   * The answer to a query.
   *
   * @param view what the call asks for
   * @param pictures links to the results, empty unless completed and asked for
   */
  default ApiResponse answer(
      ApiRequest call, ApiRoute.View view, SimulatedTask task, Stage stage, List<String> pictures) {
    return new ApiResponse.Json(200, report(task, stage, pictures));
  }

  /** Whether a call about this task came to the task's own address. */
  default boolean isAddressOf(SimulatedTask task, ApiRequest call) {
    return true;
  }

  /**
   * The answer to a call that cancels, for a provider that has one.
   *
   * @param before how far the task was; empty: there is no such task
   */
  default ApiResponse cancelled(Optional<Stage> before) {
    throw new UnsupportedOperationException(name() + " cancels nothing");
  }

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

  /** The scheme of its keys in the header {@code Authorization}. */
  default String scheme() {
    return "Bearer";
  }

  /** Whether a key looks like one of its own. */
  default boolean isKey(String key) {
    return key.startsWith("sk-");
  }

  /** The pauses before each further attempt of a callback; as EvoLink's document has it. */
  default List<Duration> pauses() {
    return List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  /**
   * The headers by which a receiver knows that a callback is the provider's.
   *
   * @param body as it is sent
   * @param isForged made by somebody who has not the provider's key
   */
  default Map<String, String> signature(
      SimulatedTask task, String body, Instant now, boolean isForged) {
    return Map.of();
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
