package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.simulator.fault.AbsurdNumbers;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.fault.ProviderClock;
import dev.darkroom.simulator.fault.SubmitFault;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.SimulatedTask;
import java.util.Optional;

/** The answers to the paid call that only a fault gives. */
final class FaultySubmitAnswer {
  private FaultySubmitAnswer() {}

  /** An answer that hides whether the order was taken, if a fault asks for one. */
  static Optional<ApiResponse> instead(Dialect dialect, Faults faults) {
    var status = faults.value(SubmitFault.ANSWER).map(Integer::valueOf);
    return faults
        .value(SubmitFault.ERROR_CODE)
        .map(code -> dialect.error(status.orElse(200), code, text(faults)))
        .or(() -> status.map(ApiResponse.Page::new));
  }

  /** What is said of an order that was taken. */
  static ApiResponse accepted(Dialect dialect, SimulatedTask task) {
    var reply = dialect.accepted(task);
    if (!(reply instanceof ApiResponse.Json(var status, var body, var headers))) {
      return reply;
    }
    var answer =
        task.faults()
            .value(SubmitFault.ERROR_FALSE)
            .map(value -> besides(body, value))
            .orElse(body);
    return new ApiResponse.Json(status, AbsurdNumbers.in(answer, task.faults()), headers)
        .with(ProviderClock.HEADER, ProviderClock.date(task.shown(task.createdAt())));
  }

  private static String text(Faults faults) {
    return faults.value(SubmitFault.ERROR_TEXT).orElseGet(SubmitFault.ERROR_TEXT::otherwise);
  }

  /** The id is nested, and beside it there is an error that is none. */
  private static ObjectNode besides(ObjectNode accepted, String value) {
    var answer = accepted.objectNode();
    answer.set("error", said(value));
    answer.set("data", accepted.path("data").isObject() ? accepted.path("data") : accepted);
    return answer;
  }

  private static JsonNode said(String value) {
    return switch (value) {
      case "false" -> BooleanNode.FALSE;
      case "0" -> IntNode.valueOf(0);
      default -> new TextNode(value);
    };
  }
}
