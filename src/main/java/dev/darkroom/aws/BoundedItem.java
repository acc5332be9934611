package dev.darkroom.aws;

import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A task as an item within DynamoDB's limit. What makes a record too large is left out, the least
 * valuable first.
 *
 * <p>First goes the middle of the timeline, then the words of adjustments and of missing images,
 * then the body of a call in doubt, which is never repeated without it. Last go the longest links
 * of a result that is not fetched yet. The images of those links are named as missing.
 *
 * <p>Six things are never cut. They are the request (256 KiB at most, as it is kept) and the
 * subscribers (20 tokens, of 40 KiB together), the stored images (32), the objects that are left
 * over (32), the hints (5) and the attempts to publish (20). Together they take some 350 KiB at
 * most; everything else is cut to less than the rest.
 */
final class BoundedItem {
  /** Leaves room for the marks of writes and for attributes of an operator. */
  static final int ROOM = ItemSize.LIMIT - 8 * 1024;

  private static final List<UnaryOperator<Task>> SHORTER =
      List.of(
          AbridgedTask::timeline,
          AbridgedTask::adjustments,
          AbridgedTask::missing,
          AbridgedTask::failure,
          AbridgedTask::sentCall);

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
