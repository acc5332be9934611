package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What one provider speaks: a translation between its documents and the shared core. */
interface Dialect {
  /**
   * Every provider that is simulated.
   *
   * @param base the simulator's public address
   */
  static List<Dialect> all(URI base) {
    return List.of(new EvoLinkDialect(), new LiangXinDialect(), new ModellixDialect(base));
  }

  /** The first segment of its paths. */
  String name();

  /** What a call wants; its key has not been looked at yet. */
  Route route(Call call);

  /** Where a create call has its prompt: a JSON pointer. */
  String promptAt();

  /** What a create call orders, or what is wrong with it. */
  Reading read(Call call, JsonNode body, SimulatorOptions options);

  /** An id for a new task, unlike all others. */
  String taskId(Order order, Instant now);

  /** Whether a text could be the id of a task at all. */
  boolean isTaskId(String text);

  /** The answer to an accepted create call. */
  Reply accepted(SimulatedTask task);

  /**
   * The answer to a query; the body of a callback is the same.
   *
   * @param pictures links to the results, empty unless completed
   */
  ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures);

  /** How it says no. */
  Reply refused(Refusal refusal);

  /**
   * An error of any status and any code, in the provider's shape.
   *
   * @param code a number where it consists of digits
   */
  Reply error(int status, String code, String message);

  /** A code as JSON has it. */
  static JsonNode code(String code) {
    return code.matches("[0-9]{1,9}")
        ? IntNode.valueOf(Integer.parseInt(code))
        : new TextNode(code);
  }

  /** Whether a bearer key looks like one of its own. */
  default boolean isKey(String key) {
    return key.startsWith("sk-");
  }

  /** The most bytes that a body may have. */
  default int largestBody() {
    return 1 << 20;
  }

  /** Headers of every answer. */
  default Map<String, String> headers(Allowance allowance) {
    return Map.of();
  }
}
