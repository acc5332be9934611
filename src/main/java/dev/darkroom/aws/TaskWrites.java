package dev.darkroom.aws;

import dev.darkroom.aws.TaskWrites.Result.Deleted;
import dev.darkroom.aws.TaskWrites.Result.Lost;
import dev.darkroom.aws.TaskWrites.Result.Written;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Conditional writes of tasks, each with a mark of its own.
 *
 * <p>A write without an answer is read back, and the record decides. The write was ours if its mark
 * is in the record. The mark may be that of the last write, of the one before, or of the claim,
 * which every later write keeps. It is lost if another claim or version stands in its place.
 * Otherwise it has not arrived, and may still arrive: the failure is rethrown, as it is if reading
 * back fails. It is rethrown as well if two or more later versions have taken the place of the
 * marks: then nobody can say whose the version was. A first attempt that is answered is certain.
 *
 * <p>A caller that retries then finds either nothing, or a claim that nobody continues. After its
 * grace such a claim is in doubt, and never paid again.
 *
 * @param isListed whether records get an entry in the index of recent tasks
 */
record TaskWrites(DynamoDbClient client, String table, Duration retention, boolean isListed) {
  private static final String IS_FREE = "attribute_not_exists(" + TaskItem.KEY + ")";
  static final String IS_AT_VERSION = "#version = :version";
  private static final Map<String, String> VERSION = Map.of("#version", TaskItem.VERSION);

  /** The result of a conditional write. */
  sealed interface Result {
    /** The task as it stands: ours, perhaps with later writes of others. */
    record Written(Task task) implements Result {}

    /** Another task stands there; empty if none does. */
    record Lost(Optional<Task> there) implements Result {}

    /** The task there was deleted. */
    record Deleted(Tombstone tombstone) implements Result {}
  }

  /** A mark for one write and its repeats: 62 random bits are enough within one record. */
  static String mark() {
    return Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits(), Character.MAX_RADIX);
  }

  /** Claims an id that has no record. */
  Result claimFree(Task fresh, String mark) {
    return claimed(fresh, mark, Optional.empty());
  }

  /** Claims over the version before: everything in the record is ours from then on. */
  Result claimOver(Task next, String mark) {
    return claimed(next, mark, Optional.of(versionBefore(next)));
  }

  /** Replaces the version before, and keeps the mark of the claim. */
  Result replace(Task next) {
    var mark = mark();
    var update = update(next, mark);
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
      return refused(next, mark, lost, lost.item());
    } catch (RuntimeException unanswered) {
      return unanswered(next, mark, unanswered);
    }
  }

  /** The change from the version before, as a whole. */
  TaskUpdate update(Task next, String mark) {
    return TaskUpdate.of(item(next, mark));
  }

  /** Every write says the same partition of the index, so only the first one costs a unit there. */
  private Map<String, AttributeValue> item(Task task, String mark) {
    var item = BoundedItem.write(task, mark, retention);
    if (isListed) {
      item.put(TaskItem.MONTH, AttributeValue.fromS(MonthShard.of(task.createdAt(), task.id())));
    }
    return item;
  }

  /** Replaces a record by its tombstone. Whether it is written; a repeat finds the tombstone. */
  boolean delete(Task task, Tombstone stone) {
    try {
      client.putItem(
          put ->
              put.tableName(table)
                  .item(TombstoneItem.write(stone, task, retention))
                  .conditionExpression(IS_AT_VERSION)
                  .expressionAttributeNames(VERSION)
                  .expressionAttributeValues(
                      new ItemWriter().number(":version", task.version()).asMap()));
      return true;
    } catch (ConditionalCheckFailedException notMet) {
      return false;
    }
  }

  /**
   * Judges a write whose condition was not met.
   *
   * @param there the record, as the answer shows it
   */
  static Result refused(
      Task next, String mark, AwsServiceException answer, Map<String, AttributeValue> there) {
    if (isRepeated(answer) && isBehind(next, mark, there)) {
      throw answer;
    }
    return judged(next, mark, there);
  }

  /** Judges a write without an answer by the record. */
  Result unanswered(Task next, String mark, RuntimeException unanswered) {
    var there = readBack(next, unanswered);
    if (there.isEmpty()
        || new ItemReader(there).number(TaskItem.VERSION) < next.version()
        || isBehind(next, mark, there)) {
      throw unanswered;
    }
    return judged(next, mark, there);
  }

  /** Whether an attempt before this answer was not answered. */
  static boolean isRepeated(AwsServiceException answer) {
    return Optional.ofNullable(answer.numAttempts()).orElse(1) > 1;
  }

  /** Whether later versions have taken the place of the marks that would tell. */
  private static boolean isBehind(Task next, String mark, Map<String, AttributeValue> there) {
    int kept = TombstoneItem.is(there) ? 0 : 1; // a tombstone has no marks
    return !there.isEmpty()
        && !TaskItem.isOf(mark, there)
        && new ItemReader(there).number(TaskItem.VERSION) > next.version() + kept;
  }

  private Result claimed(
      Task wanted, String mark, Optional<Map<String, AttributeValue>> versionBefore) {
    var item = item(wanted, mark);
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

  /** Whether the record blocks the condition of the claim. */
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

  /** Others may have joined the task. A task in another state is not ours to continue. */
  private static Result judgedClaim(Task wanted, String mark, Map<String, AttributeValue> there) {
    if (!TaskItem.isClaimOf(mark, there)) {
      return lost(there);
    }
    var task = TaskItem.read(there);
    return task.state().equals(wanted.state()) ? new Written(task) : new Lost(Optional.of(task));
  }

  private static Result lost(Map<String, AttributeValue> there) {
    if (TombstoneItem.is(there)) {
      return new Deleted(TombstoneItem.read(there));
    }
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

  static Map<String, AttributeValue> versionBefore(Task next) {
    return new ItemWriter().number(":version", next.version() - 1).asMap();
  }

  static Map<String, AttributeValue> key(Task task) {
    return Map.of(TaskItem.KEY, AttributeValue.fromS(task.id().value()));
  }
}
