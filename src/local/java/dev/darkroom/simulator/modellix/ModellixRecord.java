package dev.darkroom.simulator.modellix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.ResultList;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.math.BigDecimal;
import java.util.List;

/** What Modellix says about a task ("Query Task Result", and a user's guide for what it lacks). */
public final class ModellixRecord {
  private static final BigDecimal PRICE = new BigDecimal("0.0400");

  private ModellixRecord() {}

  public static ObjectNode of(SimulatedTask task, Stage stage, List<String> pictures) {
    return switch (stage) {
      case Stage.Accepted(), Stage.Queued() -> head(task, "pending");
      case Stage.Processing _ -> head(task, "processing");
      case Stage.Reviewing() -> head(task, "reviewing");
      case Stage.Completed _ -> completed(task, pictures);
      case Stage.Failed _ -> ended(task, "failed");
      case Stage.Cancelled() -> ended(task, "cancelled");
    };
  }

  /** What every answer has. The id of a model is not its slug in the documents' examples either. */
  public static ObjectNode head(SimulatedTask task, String status) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", status)
        .put("task_id", task.id())
        .put("model_id", "model-" + Math.floorMod(task.order().model().hashCode(), 1000));
  }

  private static ObjectNode ended(SimulatedTask task, String status) {
    var data = head(task, task.lastWord(status));
    if (task.has(TaskFault.NO_STATE)) {
      data.remove("status");
    }
    return data.put("duration", task.length().toMillis());
  }

  private static ObjectNode completed(SimulatedTask task, List<String> pictures) {
    var data = ended(task, "success");
    if (task.has(TaskFault.GARBLED_RESULT)) {
      data.put("result", "[object Object]");
    } else {
      ResultList.put(
          data.putObject("result"), "resources", task, pictures, link -> resource(task, link));
    }
    var amount = PRICE.multiply(BigDecimal.valueOf(pictures.size()));
    data.putObject("billing").put("status", "succeeded").put("amount", amount.toPlainString());
    return data.put("result_expires_at", task.shown(task.linksExpireAt()).toEpochMilli());
  }

  private static ObjectNode resource(SimulatedTask task, String link) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", link)
        .put("type", "image")
        .put("width", task.size().width())
        .put("height", task.size().height())
        .put("format", task.format().word())
        .put("role", "primary");
  }
}
