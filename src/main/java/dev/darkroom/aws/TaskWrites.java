package dev.darkroom.aws;

import dev.darkroom.aws.TaskWrites.Result.Lost;
import dev.darkroom.aws.TaskWrites.Result.Written;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Conditional writes of tasks, each known by a mark of its own.
 *
 * <p>A write whose answer is lost is read back, and counts by what is there: it is ours if the mark
 * of our write is in the record, as the last write, as the one before it, or as the claim, which
 * every later write leaves where it is. It is lost if another claim or version stands in its place.
 * Otherwise it has not arrived, and may still arrive: the failure is thrown on, and so it is if
 * reading back fails as well. Who then asks again finds either nothing, or a claim that nobody goes
 * on with: after its grace it is in doubt, and never paid again.
 */
record TaskWrites(DynamoDbClient client, String table, Duration retention) {
  private static final String IS_FREE = "attribute_not_exists(" + TaskItem.KEY + ")";
  private static final String IS_AT_VERSION = "#version = :version";
  private static final Map<String, String> VERSION = Map.of("#version", TaskItem.VERSION);

  /** What became of a conditional write. */
  sealed interface Result {
    /** The task as it stands: ours, or ours with what others wrote into it since. */
    record Written(Task task) implements Result {}

    /** Somebody else's stands there; empty: nothing does. */
    record Lost(Optional<Task> there) implements Result {}
  }

  /** A mark for one write, however often it is tried: 62 random bits are enough in one record. */
  static String mark() {
    return Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits(), Character.MAX_RADIX);
  }

  /** Takes an id that nobody has. */
  Result claimFree(Task fresh, String mark) {
    return claimed(fresh, mark, Optional.empty());
  }

  /** Takes the place of the version before: everything in the record is ours from then on. */
  Result claimOver(Task next, String mark) {
    return claimed(next, mark, Optional.of(versionBefore(next)));
  }

  /** Replaces the version before, and leaves the mark of the claim where it is. */
  Result replace(Task next) {
    var mark = mark();
    var update = TaskUpdate.of(BoundedItem.write(next, mark, retention));
    try {
      client.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key(next))
                  .updateExpression(update.expression())
                  .expressionAttributeNames(update.names())
                  .expressionAttributeValues(update.values(versionBefore(next)))
                  .conditionExpression(IS_AT_VERSION)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Written(next);
    } catch (ConditionalCheckFailedException lost) {
      return judged(next, mark, lost.item());
    } catch (RuntimeException unanswered) {
      var there = readBack(next, unanswered);
      if (there.isEmpty() || new ItemReader(there).number(TaskItem.VERSION) < next.version()) {
        throw unanswered;
      }
      return judged(next, mark, there);
    }
  }

  private Result claimed(
      Task wanted, String mark, Optional<Map<String, AttributeValue>> versionBefore) {
    var item = BoundedItem.write(wanted, mark, retention);
    item.put(TaskItem.CLAIM, AttributeValue.fromS(mark));
    try {
      client.putItem(
          request -> {
            request
                .tableName(table)
                .item(item)
                .conditionExpression(versionBefore.isEmpty() ? IS_FREE : IS_AT_VERSION)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            versionBefore.ifPresent(
                values ->
                    request.expressionAttributeNames(VERSION).expressionAttributeValues(values));
          });
      return new Written(wanted);
    } catch (ConditionalCheckFailedException lost) {
      return judgedClaim(wanted, mark, lost.item());
    } catch (RuntimeException unanswered) {
      var there = readBack(wanted, unanswered);
      var result = judgedClaim(wanted, mark, there);
      if (result instanceof Written || isTaken(there, versionBefore)) {
        return result;
      }
      throw unanswered;
    }
  }

  /** Whether something stands there that the condition of the claim cannot get past. */
  private static boolean isTaken(
      Map<String, AttributeValue> there, Optional<Map<String, AttributeValue>> versionBefore) {
    return !there.isEmpty()
        && versionBefore
            .map(before -> !before.containsValue(there.get(TaskItem.VERSION)))
            .orElse(true);
  }

  private static Result judged(Task next, String mark, Map<String, AttributeValue> there) {
    return TaskItem.isOf(mark, there) ? new Written(next) : lost(there);
  }

  /** Others may have joined it. What became another state is not ours to go on with. */
  private static Result judgedClaim(Task wanted, String mark, Map<String, AttributeValue> there) {
    if (!TaskItem.isClaimOf(mark, there)) {
      return lost(there);
    }
    var task = TaskItem.read(there);
    return task.state().equals(wanted.state()) ? new Written(task) : new Lost(Optional.of(task));
  }

  private static Result lost(Map<String, AttributeValue> there) {
    return new Lost(Optional.of(there).filter(item -> !item.isEmpty()).map(TaskItem::read));
  }

  private Map<String, AttributeValue> readBack(Task task, RuntimeException unanswered) {
    try {
      return client.getItem(get -> get.tableName(table).key(key(task)).consistentRead(true)).item();
    } catch (RuntimeException unreadable) {
      unanswered.addSuppressed(unreadable);
      throw unanswered;
    }
  }

  private static Map<String, AttributeValue> versionBefore(Task next) {
    return new ItemWriter().number(":version", next.version() - 1).asMap();
  }

  private static Map<String, AttributeValue> key(Task task) {
    return Map.of(TaskItem.KEY, AttributeValue.fromS(task.id().value()));
  }
}
