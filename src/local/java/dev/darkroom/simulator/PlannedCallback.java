package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.CallbackFault;
import dev.darkroom.simulator.fault.SubmitFault;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.SimulatedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One callback that will be sent.
 *
 * @param after counted from the acceptance of the task
 * @param isInBackground whether the next one does not wait for it
 */
record PlannedCallback(Duration after, CallbackKind kind, boolean isInBackground) {

  PlannedCallback(Duration after, CallbackKind kind) {
    this(after, kind, false);
  }

  /** The callbacks of a task, in order; without the one that overtakes the answer. */
  static List<PlannedCallback> plan(SimulatedTask task, Duration lateBy) {
    var end = task.length();
    var at = task.has(CallbackFault.LATE_CALLBACK) ? end.plus(lateBy) : end;
    var planned = new ArrayList<PlannedCallback>();
    if (task.has(TaskFault.UNKNOWN_STATE)) {
      planned.add(new PlannedCallback(end.dividedBy(4), CallbackKind.REVIEWING));
    }
    if (task.has(CallbackFault.FORGED_CALLBACK)) {
      planned.add(new PlannedCallback(at, CallbackKind.BROKEN_TOKEN));
      planned.add(new PlannedCallback(at, CallbackKind.FOREIGN_TASK));
    }
    boolean isLost =
        task.has(CallbackFault.LOST_CALLBACK)
            || task.has(SubmitFault.NO_ANSWER_LOST)
            || task.has(TaskFault.LATE_FINISH);
    if (!isLost && task.has(CallbackFault.DOUBLED_CALLBACK)) {
      planned.add(new PlannedCallback(at, CallbackKind.TRUE, true));
    }
    if (!isLost && !task.has(CallbackFault.EARLY_CALLBACK)) {
      planned.add(new PlannedCallback(at, CallbackKind.TRUE));
    }
    if (task.has(CallbackFault.REORDERED_CALLBACK)) {
      planned.add(new PlannedCallback(at, CallbackKind.STALE));
    }
    return List.copyOf(planned);
  }
}
