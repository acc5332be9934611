package dev.darkroom.control;

import dev.darkroom.control.ControlResult.AlreadyQueued;
import dev.darkroom.control.ControlResult.NotReplayable;
import dev.darkroom.control.ControlResult.NotReplayable.Reason;
import dev.darkroom.control.ControlWrites.Next;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Has the present outcome of a task sent on one channel again, with the same id. Only the record
 * changes here; settlement sends.
 */
@ApplicationScoped
public class OutcomeReplay {
  private final ControlWrites writes;
  private final Clock clock;

  OutcomeReplay(ControlWrites writes, Clock clock) {
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * Records that the channel is to get the outcome again, whether it took it or was given up. While
   * a replay waits to be sent, another one adds nothing to it.
   *
   * @throws RuntimeException if the store failed: a repetition is safe
   */
  public ControlResult replay(EitherId id, NotificationChannel channel) {
    return writes.write(id, "replay:" + channel.text(), task -> next(task, channel));
  }

  private Next next(Task task, NotificationChannel channel) {
    if (task.outcomeType().isEmpty()) {
      return stay(task, Reason.NO_OUTCOME);
    }
    if (channel == NotificationChannel.TASK_TOKEN) {
      return stay(task, Reason.USED_ONCE);
    }
    var state = task.on(channel.text());
    if (!state.hasSubscriber()) {
      return stay(task, Reason.NO_SUBSCRIBER);
    }
    return state.isReplayPending()
        ? new Next.Stay(new AlreadyQueued(task))
        : new Next.Write(task.replayed(channel.text(), clock.instant()));
  }

  private static Next stay(Task task, Reason why) {
    return new Next.Stay(new NotReplayable(task, why));
  }
}
