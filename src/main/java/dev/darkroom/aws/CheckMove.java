package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Moves the next check of an open task, without a new version. The write leaves no mark: a repeated
 * one recognizes itself by where the check is.
 */
record CheckMove(DynamoDbClient client, String table) {
  private static final String IS_SEEN =
      "attribute_exists(" + TaskItem.SHARD + ") AND " + TaskItem.NEXT_CHECK + " = :seen";

  /** Whether the check is there now. */
  boolean to(Instant next, TaskId id, Instant seen, Optional<Integer> retryCount) {
    var wanted = new ItemWriter().moment(TaskItem.NEXT_CHECK, next);
    var values = new ItemWriter().moment(":seen", seen).moment(":next", next);
    retryCount.ifPresent(number -> wanted.number(ProgressItem.ROUND, number));
    retryCount.ifPresent(number -> values.number(":round", number));
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Map.of(TaskItem.KEY, AttributeValue.fromS(id.value())))
                  .updateExpression(
                      "SET %s = :next".formatted(TaskItem.NEXT_CHECK)
                          + (retryCount.isPresent()
                              ? ", %s = :round".formatted(ProgressItem.ROUND)
                              : ""))
                  .conditionExpression(IS_SEEN)
                  .expressionAttributeValues(values.asMap())
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException lost) {
      return TaskWrites.isRepeated(lost)
          && lost.item().entrySet().containsAll(wanted.asMap().entrySet());
    }
  }
}
