package dev.darkroom.aws;

import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  boolean to(Instant next, TaskId id, Instant seen, Optional<CheckNotes> notes) {
    var wanted = new ItemWriter().moment(TaskItem.NEXT_CHECK, next);
    var values = new ItemWriter().moment(":seen", seen).moment(":next", next);
    var set = new StringBuilder("SET %s = :next".formatted(TaskItem.NEXT_CHECK));
    noted(notes)
        .forEach(
            (attribute, number) -> {
              wanted.number(attribute, number);
              values.number(":" + attribute, number);
              set.append(", %s = :%s".formatted(attribute, attribute));
            });
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Map.of(TaskItem.KEY, AttributeValue.fromS(id.value())))
                  .updateExpression(set.toString())
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

  /** The attributes that are written beside the next check. */
  private static Map<String, Integer> noted(Optional<CheckNotes> notes) {
    var attributes = new TreeMap<String, Integer>();
    notes.ifPresent(all -> attributes.put(ProgressItem.ROUND, all.retryCount()));
    notes
        .flatMap(CheckNotes::percent)
        .ifPresent(percent -> attributes.put(ProgressItem.PERCENT, percent));
    return attributes;
  }
}
