package dev.darkroom.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One callback that will be sent.
 *
 * @param after counted from the acceptance of the task
 * @param isAside whether the next one does not wait for it
 */
record Ring(Duration after, CallbackKind kind, boolean isAside) {

  Ring(Duration after, CallbackKind kind) {
    this(after, kind, false);
  }

  /** The callbacks of a task, in order; without the one that overtakes the answer. */
  static List<Ring> plan(SimulatedTask task, Duration lateBy) {
    Duration end = task.length();
    Duration at = task.has(CallbackFault.LATE_CALLBACK) ? end.plus(lateBy) : end;
    var rings = new ArrayList<Ring>();
    if (task.has(TaskFault.UNKNOWN_STATE)) {
      rings.add(new Ring(end.dividedBy(4), CallbackKind.REVIEWING));
    }
    if (task.has(CallbackFault.FORGED_CALLBACK)) {
      rings.add(new Ring(at, CallbackKind.BROKEN_TOKEN));
      rings.add(new Ring(at, CallbackKind.FOREIGN_TASK));
    }
    boolean isLost =
        task.has(CallbackFault.LOST_CALLBACK)
            || task.has(SubmitFault.NO_ANSWER_LOST)
            || task.has(TaskFault.LATE_FINISH);
    if (!isLost && task.has(CallbackFault.DOUBLED_CALLBACK)) {
      rings.add(new Ring(at, CallbackKind.TRUE, true));
    }
    if (!isLost && !task.has(CallbackFault.EARLY_CALLBACK)) {
      rings.add(new Ring(at, CallbackKind.TRUE));
    }
    if (task.has(CallbackFault.REORDERED_CALLBACK)) {
      rings.add(new Ring(at, CallbackKind.STALE));
    }
    return List.copyOf(rings);
  }
}
