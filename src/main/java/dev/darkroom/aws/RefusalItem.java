package dev.darkroom.aws;

import dev.darkroom.base.TextCut;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A refusal as an item beside the task of the same id, whose key stays free. A refusal of any
 * length can be written: the first faults are kept, each cut, with the number of the others.
 */
final class RefusalItem {
  private static final int MOST_FAULTS = 20;
  private static final int MOST_PATH = 256;
  private static final int MOST_TEXT = 1_000;

  private RefusalItem() {}

  static String key(TaskId id) {
    return "refused#" + id;
  }

  static Map<String, AttributeValue> write(Refusal refusal, Duration retention) {
    return new ItemWriter()
        .text(TaskItem.KEY, key(TaskId.of(refusal.id())))
        .number(Schema.ATTRIBUTE, Schema.FIRST)
        .text("id", refusal.id().value())
        .text("source", TextCut.marked(refusal.source(), MOST_PATH))
        .text("code", TextCut.marked(refusal.code(), MOST_PATH))
        .text("message", TextCut.marked(refusal.message(), MOST_TEXT))
        .list("faults", bounded(refusal.faults()).stream().map(RefusalItem::write).toList())
        .text("at", refusal.at().toString())
        .number(TaskItem.EXPIRES, refusal.at().plus(retention).getEpochSecond())
        .asMap();
  }

  static Refusal read(Map<String, AttributeValue> values) {
    var item = new ItemReader(values);
    Schema.check(item, Schema.FIRST);
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

  private static List<Refusal.Fault> bounded(List<Refusal.Fault> all) {
    if (all.size() <= MOST_FAULTS + 1) {
      return all; // the last one may say how many more there are
    }
    var first = new ArrayList<>(all.subList(0, MOST_FAULTS));
    first.add(new Refusal.Fault("", "and " + (all.size() - MOST_FAULTS) + " more"));
    return first;
  }

  private static ItemWriter write(Refusal.Fault fault) {
    return new ItemWriter()
        .text("path", TextCut.marked(fault.path(), MOST_PATH))
        .text("message", TextCut.marked(fault.message(), MOST_TEXT));
  }
}
