package dev.darkroom.simulator.liangxin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.simulator.fault.QueryFault;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.ResultList;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.time.Duration;
import java.util.List;

/**
 * What LiangXin says about a task ("Get Task Details"). Fields that its page does not have (times)
 * are kie.ai's; before the end they are 0.
 */
public final class LiangxinRecord {
  private LiangxinRecord() {}

  public static ObjectNode of(SimulatedTask task, Stage stage, List<String> pictures) {
    var record =
        JsonNodeFactory.instance
            .objectNode()
            .put("taskId", task.id())
            .put("model", task.order().model())
            .put("param", task.request().toString());
    state(record, task, stage);
    result(record, task, stage, pictures);
    // kie.ai's body code of content that violates its policies.
    boolean isExplained = stage instanceof Stage.Failed(boolean isSaid) && isSaid;
    record
        .put("failCode", isExplained ? "400" : "")
        .put("failMsg", isExplained ? "The prompt was flagged as violating content policies" : "");
    if (task.has(QueryFault.ABSURD_NUMBERS)) {
      record.put("creditsConsumed", 0); // kie.ai has the field, LiangXin's page does not
    }
    return times(record, task, stage);
  }

  private static void state(ObjectNode record, SimulatedTask task, Stage stage) {
    var word = word(stage);
    if (!stage.isOver() || !task.has(TaskFault.NO_STATE)) {
      record.put("state", stage.isOver() ? task.lastWord(word) : word);
    }
  }

  private static String word(Stage stage) {
    return switch (stage) {
      case Stage.Accepted() -> "waiting";
      case Stage.Queued() -> "queuing";
      case Stage.Processing _ -> "generating";
      case Stage.Reviewing() -> "reviewing";
      case Stage.Completed _ -> "success";
      case Stage.Failed _, Stage.Cancelled _ -> "fail";
    };
  }

  private static void result(
      ObjectNode record, SimulatedTask task, Stage stage, List<String> pictures) {
    var result = JsonNodeFactory.instance.objectNode();
    ResultList.put(result, "resultUrls", task, pictures, TextNode::new);
    if (!(stage instanceof Stage.Completed)) {
      record.put("resultJson", "");
    } else if (task.has(TaskFault.GARBLED_RESULT)) {
      record.put("resultJson", "{\"resultUrls\":[\"https:");
    } else if (task.has(TaskFault.RESULT_AS_OBJECT)) {
      record.set("resultJson", result);
    } else {
      record.put("resultJson", result.toString());
    }
  }

  private static ObjectNode times(ObjectNode record, SimulatedTask task, Stage stage) {
    var updated = stage.isOver() ? task.finishedAt() : task.createdAt();
    var cost = Duration.between(task.createdAt(), updated);
    return record
        .put("costTime", cost.toMillis())
        .put("completeTime", stage.isOver() ? task.shown(updated).toEpochMilli() : 0)
        .put("createTime", task.shown(task.createdAt()).toEpochMilli())
        .put("updateTime", task.shown(updated).toEpochMilli());
  }
}
