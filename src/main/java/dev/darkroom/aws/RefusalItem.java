package dev.darkroom.aws;

import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A refusal as an item beside the task of the same id, whose key it leaves free. */
final class RefusalItem {
  private RefusalItem() {}

  static String key(TaskId id) {
    return "refused#" + id;
  }

  static Map<String, AttributeValue> write(Refusal refusal, Duration retention) {
    return new Attributes()
        .text(TaskItem.KEY, key(TaskId.of(refusal.id())))
        .number(Schema.ATTRIBUTE, Schema.CURRENT)
        .text("id", refusal.id().value())
        .text("source", refusal.source())
        .text("code", refusal.code())
        .text("message", refusal.message())
        .list("faults", refusal.faults().stream().map(RefusalItem::write).toList())
        .text("at", refusal.at().toString())
        .number(TaskItem.EXPIRES, refusal.at().plus(retention).getEpochSecond())
        .asMap();
  }

  static Refusal read(Map<String, AttributeValue> values) {
    var item = new Fields(values);
    Schema.check(item);
    return new Refusal(
        new RequestId(item.text("id")),
        item.text("source"),
        item.text("code"),
        item.text("message"),
        item.list("faults").stream()
            .map(fault -> new Refusal.Fault(fault.text("path"), fault.text("message")))
            .toList(),
        Instant.parse(item.text("at")));
  }

  private static Attributes write(Refusal.Fault fault) {
    return new Attributes().text("path", fault.path()).text("message", fault.message());
  }
}
