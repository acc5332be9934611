package dev.darkroom.aws;

import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A task as an item that DynamoDB takes. What would make a record too large is left out, the least
 * valuable first: the middle of the timeline, the words of adjustments, the words of missing
 * images, and last the longest links of a result that is still to be fetched, whose images are
 * named as missing.
 *
 * <p>What is never cut is the wish itself (256 KiB at most, as it is kept), who waits (20 tokens,
 * of 40 KiB together), what is stored (32 images) and the hints (5). Together they are some 330 KiB
 * at most; everything else has been cut to less than the rest.
 */
final class BoundedItem {
  /** Leaves room for the marks of writes, and for what an operator may add by hand. */
  static final int ROOM = ItemSize.LIMIT - 8 * 1024;

  private static final List<UnaryOperator<Task>> SHORTER =
      List.of(
          AbridgedTask::timeline,
          AbridgedTask::adjustments,
          AbridgedTask::missing,
          AbridgedTask::failure);

  private BoundedItem() {}

  static Map<String, AttributeValue> write(Task task, String mark, Duration retention) {
    var fitting = task;
    var item = TaskItem.write(fitting, mark, retention);
    for (var shorter : SHORTER) {
      if (ItemSize.of(item) <= ROOM) {
        return item;
      }
      fitting = shorter.apply(fitting);
      item = TaskItem.write(fitting, mark, retention);
    }
    int over = ItemSize.of(item) - ROOM;
    return over <= 0 ? item : TaskItem.write(AbridgedTask.links(fitting, over), mark, retention);
  }
}
