package dev.darkroom.control;

import dev.darkroom.control.ControlResult.AlreadyFinal;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.control.ControlWrites.Next;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Cancels tasks for their requesters. Settlement asks the provider to cancel as well. */
@ApplicationScoped
public class TaskCancel {
  private final ControlWrites writes;
  private final Clock clock;

  TaskCancel(ControlWrites writes, Clock clock) {
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * Cancels a task that has not ended. Of several cancels the first one holds.
   *
   * @throws RuntimeException if the store failed: a repetition is safe
   */
  public ControlResult cancel(EitherId id, LateImages late) {
    return writes.write(id, "cancelled:" + late.text(), task -> next(task, late));
  }

  private Next next(Task task, LateImages late) {
    if (task.state().isCancelled()) {
      return new Next.Stay(new Unchanged(task));
    }
    return task.cancelled(late, clock.instant())
        .<Next>map(Next.Write::new)
        .orElseGet(() -> new Next.Stay(new AlreadyFinal(task)));
  }
}
