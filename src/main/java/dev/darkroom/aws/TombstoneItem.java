package dev.darkroom.aws;

import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A tombstone, under the key of the record in whose place it is. It has a schema of its own, so
 * older code refuses it by name, and claims no such id. Its version is the next one, so no write
 * over the record that was deleted succeeds.
 */
final class TombstoneItem {
  private static final String DELETED = "deletedAt";
  private static final String CLAIM_MARK = "claimMark";

  private TombstoneItem() {}

  /** Whether the item is one, of whatever schema. */
  static boolean is(Map<String, AttributeValue> item) {
    return item.containsKey(DELETED);
  }

  /** Expires when the record would have expired. */
  static Map<String, AttributeValue> write(Tombstone stone, Task deleted, Duration retention) {
    return new ItemWriter()
        .text(TaskItem.KEY, stone.id().value())
        .number(Schema.ATTRIBUTE, Schema.TOMBSTONE)
        .number(TaskItem.VERSION, stone.version())
        .text(CLAIM_MARK, stone.claimMark())
        .text(DELETED, stone.deletedAt().toString())
        .number(TaskItem.EXPIRES, TaskItem.expiresAt(deleted, retention))
        .asMap();
  }

  static Tombstone read(Map<String, AttributeValue> values) {
    var item = new ItemReader(values);
    Schema.check(item, Schema.TOMBSTONE);
    return new Tombstone(
        new TaskId(item.text(TaskItem.KEY)),
        item.text(CLAIM_MARK),
        item.number(TaskItem.VERSION),
        Instant.parse(item.text(DELETED)));
  }
}
