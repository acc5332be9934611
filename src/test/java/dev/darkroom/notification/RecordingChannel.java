package dev.darkroom.notification;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A channel that keeps what it is told, or answers as it is told to. */
public final class RecordingChannel implements OutcomeChannel {
  private final String name;
  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<Runnable>> meanwhile =
      new AtomicReference<>(Optional.empty());
  private volatile Supplier<PublishResult> answer = PublishResult.Published::new;
  private volatile boolean isAnswerLost;

  public RecordingChannel() {
    this("recording");
  }

  public RecordingChannel(String name) {
    this.name = name;
  }

  /** The step, with this as its only channel. */
  public Notification notification(TaskStore store, Clock clock) {
    return notification(store, clock, this);
  }

  public static Notification notification(
      TaskStore store, Clock clock, OutcomeChannel... channels) {
    return new Notification(List.of(channels), store, clock, new StepLog());
  }

  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The distinct outcomes, as a receiver that deduplicates sees them. */
  public List<String> outcomeIds() {
    return outcomes.stream().map(Outcome::outcomeId).distinct().toList();
  }

  public void goDown() {
    answer =
        () -> {
          throw new IllegalStateException("the channel is down");
        };
  }

  public void comeBack() {
    isAnswerLost = false;
    answer = PublishResult.Published::new;
  }

  public void willAnswer(PublishResult next) {
    answer = () -> next;
  }

  /** The receiver takes what comes, and its answers are lost. */
  public void losesAnswers() {
    answer =
        () -> {
          isAnswerLost = true;
          return new PublishResult.Transient("no answer in time");
        };
  }

  /** Somebody else does this while the next outcome is on its way. */
  public void duringNext(Runnable other) {
    meanwhile.set(Optional.of(other));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PublishResult publish(Task task) {
    var told = answer.get();
    meanwhile.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    if (told instanceof PublishResult.Published || isAnswerLost) {
      outcomes.add(Outcome.of(task.on(name), ImageBucket.UNKNOWN));
    }
    return told;
  }
}
