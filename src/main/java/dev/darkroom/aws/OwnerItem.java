package dev.darkroom.aws;

import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** A small item that says which claim of a task of Darkroom a provider's task belongs to. */
final class OwnerItem {
  static final String OWNER = "ownerTask";

  /** The mark of the claim. Items of former versions have none: they are of any claim. */
  static final String CLAIM = "ownerClaim";

  /** The condition of a write: the provider's task is nobody's, or this claim's. */
  static final String MAY_OWN =
      "attribute_not_exists(%s) OR (%s = :owner AND (attribute_not_exists(%3$s) OR %3$s = :claim))"
          .formatted(TaskItem.KEY, OWNER, CLAIM);

  private OwnerItem() {}

  static String key(ProviderTaskRef ref) {
    return "ref#" + ref.provider() + "#" + ref.id();
  }

  /** The latest end of a task after its deadline: no provider keeps a result longer. */
  static final Duration LATEST_END = Duration.ofDays(16);

  /** Kept as long as the record of a task with the latest possible end. */
  static Map<String, AttributeValue> write(ProviderTaskRef ref, Task task, Duration retention) {
    return new ItemWriter()
        .text(TaskItem.KEY, key(ref))
        .number(Schema.ATTRIBUTE, Schema.FIRST)
        .text(OWNER, task.id().value())
        .text(CLAIM, task.claimMark())
        .number(TaskItem.EXPIRES, task.deadline().plus(LATEST_END).plus(retention).getEpochSecond())
        .asMap();
  }

  /** The values of the condition. */
  static Map<String, AttributeValue> values(Map<String, AttributeValue> item) {
    return Map.of(":owner", item.get(OWNER), ":claim", item.get(CLAIM));
  }

  /** The write as a part of a transaction. */
  static Put put(Map<String, AttributeValue> item, String table) {
    return Put.builder()
        .tableName(table)
        .item(item)
        .conditionExpression(MAY_OWN)
        .expressionAttributeValues(values(item))
        .build();
  }

  static TaskId owner(Map<String, AttributeValue> values) {
    var item = new ItemReader(values);
    Schema.check(item, Schema.FIRST);
    return new TaskId(item.text(OWNER));
  }
}
