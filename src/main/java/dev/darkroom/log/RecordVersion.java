package dev.darkroom.log;

import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.Tombstone;

/**
 * Which version of which record a line is about: the claim's mark, the version and the state. Lines
 * arrive in any order; their versions tell the order of the writes.
 */
final class RecordVersion {
  private RecordVersion() {}

  /** As in {@code mgd0x1f2/5/succeeded:told}. */
  static String text(Task task) {
    boolean isTold = task.state() instanceof Final && task.isPublished();
    return task.claimMark()
        + "/"
        + task.version()
        + "/"
        + word(task.state())
        + (isTold ? ":told" : "");
  }

  /** The last version of a record. */
  static String text(Tombstone deleted) {
    return deleted.claimMark() + "/" + deleted.version() + "/deleted";
  }

  private static String word(TaskState state) {
    return switch (state) {
      case Claimed _ -> "claimed";
      case Submitted _ -> "submitted";
      case ResultKnown _ -> "result_known";
      case InDoubt _ -> "in_doubt";
      case Delivered(_, _, var missing, var isLate) ->
          isLate ? "late" : missing.isEmpty() ? "succeeded" : "partial";
      case Failed failed -> failed.isCancelled() ? cancelled(failed) : failed(failed.finality());
    };
  }

  private static String failed(Finality finality) {
    return switch (finality) {
      case NOT_ACCEPTED -> "not_accepted";
      case CERTAIN -> "failed";
      case PROVISIONAL -> "provisional";
      case DISCARDED -> throw new IllegalStateException("only a cancelled task is discarded");
    };
  }

  private static String cancelled(Failed failed) {
    return switch (failed.finality()) {
      case PROVISIONAL -> "cancelled_keep";
      case DISCARDED -> "cancelled_drop";
      case CERTAIN, NOT_ACCEPTED -> failed.isUnspent() ? "unspent" : "cancelled";
    };
  }
}
