package dev.darkroom.aws;

import dev.darkroom.aws.TaskWrites.Result;
import dev.darkroom.aws.TaskWrites.Result.Deleted;
import dev.darkroom.aws.TaskWrites.Result.Lost;
import dev.darkroom.aws.TaskWrites.Result.Written;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore.Attachment;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Replaces a task and records the owner of its provider's task, in one transaction.
 *
 * <p>The client repeats a transaction with the token of the first attempt, and DynamoDB answers the
 * repeat of one that was written with success. Beyond that the record decides, as for every other
 * write: its mark is there, or the transaction was not written.
 */
record AttachWrite(TaskWrites writes) {
  private static final String NOT_MET = "ConditionalCheckFailed";

  /** Another write of one of the two items was under way: nothing is written. */
  private static final String CONFLICT = "TransactionConflict";

  Attachment attach(Task next, Put owner) {
    var mark = TaskWrites.mark();
    var task = TransactWriteItem.builder().update(update(next, mark)).build();
    var its = TransactWriteItem.builder().put(owner).build();
    try {
      writes.client().transactWriteItems(request -> request.transactItems(task, its));
      return Attachment.WRITTEN;
    } catch (TransactionCanceledException cancelled) {
      return cancelled(next, mark, cancelled);
    } catch (RuntimeException unanswered) {
      return attachment(writes.unanswered(next, mark, unanswered));
    }
  }

  private Update update(Task next, String mark) {
    var update = writes.update(next, mark);
    return Update.builder()
        .tableName(writes.table())
        .key(TaskWrites.key(next))
        .updateExpression(update.expression())
        .expressionAttributeNames(update.names())
        .expressionAttributeValues(update.values(TaskWrites.versionBefore(next)))
        .conditionExpression(TaskWrites.IS_AT_VERSION)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The reasons are in the order of the writes. */
  private static Attachment cancelled(
      Task next, String mark, TransactionCanceledException cancelled) {
    var reasons = cancelled.cancellationReasons();
    if (is(NOT_MET, reasons, 0)) {
      return attachment(TaskWrites.refused(next, mark, cancelled, reasons.getFirst().item()));
    }
    if (is(NOT_MET, reasons, 1)) {
      return Attachment.OF_ANOTHER;
    }
    if (is(CONFLICT, reasons, 0) || is(CONFLICT, reasons, 1)) {
      return Attachment.LOST_RACE;
    }
    throw cancelled;
  }

  private static boolean is(String code, List<CancellationReason> reasons, int at) {
    return reasons.size() > at && code.equals(reasons.get(at).code());
  }

  private static Attachment attachment(Result result) {
    return switch (result) {
      case Written _ -> Attachment.WRITTEN;
      case Lost _, Deleted _ -> Attachment.LOST_RACE;
    };
  }
}
