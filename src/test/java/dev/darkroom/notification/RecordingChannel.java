package dev.darkroom.notification;

import dev.darkroom.log.StepLog;
import dev.darkroom.task.TaskStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that keeps what it is told, or refuses it. */
public final class RecordingChannel implements OutcomeChannel {
  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  private volatile boolean isDown;

  /** The step, with this as its only channel. */
  public Notification notification(TaskStore store, Clock clock) {
    return new Notification(List.of(this), store, clock, new StepLog());
  }

  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The distinct outcomes, as a receiver that deduplicates sees them. */
  public List<String> outcomeIds() {
    return outcomes.stream().map(Outcome::outcomeId).distinct().toList();
  }

  public void goDown() {
    isDown = true;
  }

  public void comeBack() {
    isDown = false;
  }

  @Override
  public void tell(Outcome outcome) {
    if (isDown) {
      throw new IllegalStateException("the channel is down");
    }
    outcomes.add(outcome);
  }
}
