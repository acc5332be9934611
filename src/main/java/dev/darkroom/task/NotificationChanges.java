package dev.darkroom.task;

import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.PublishHistory.Replay;
import dev.darkroom.task.Subscribers.Publication;
import java.time.Instant;
import java.util.List;

/** The changes of notification. */
public sealed interface NotificationChanges permits Task {
  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /** The requester was notified. */
  default Task published(Instant now) {
    return published(List.of(), now);
  }

  /**
   * The requester was notified, as far as possible. The first attempt of a channel that took the
   * outcome is not stored: its publication says the same, and an ordinary record stays small.
   *
   * @param made the attempts of just now, after which no channel is left
   */
  default Task published(List<PublishAttempt> made, Instant now) {
    var history = task().subscribers().history();
    var worthKeeping =
        made.stream()
            .filter(one -> one.result() != Result.TAKEN || !history.of(one.publication()).isEmpty())
            .toList();
    return task()
        .next()
        .timeline(
            task()
                .timeline()
                .noted(now, Step.NOTIFICATION, notes(made))
                .changed(now, Step.NOTIFICATION, List.of("told")))
        .subscribers(
            task().subscribers().completedBy(made).with(history.with(worthKeeping)).published(true))
        .build();
  }

  /**
   * Some channels have to be tried again. The record is not older for it than {@link
   * Timeline#updatedAt} says.
   *
   * @param made the attempts of just now
   * @param nextCheck when the next channel is due
   */
  default Task attempted(List<PublishAttempt> made, Instant nextCheck, Instant now) {
    var subscribers = task().subscribers();
    return task()
        .next()
        .timeline(task().timeline().noted(now, Step.NOTIFICATION, notes(made)))
        .schedule(task().schedule().at(nextCheck))
        .subscribers(
            subscribers.completedBy(made).with(subscribers.history().with(made)).published(false))
        .build();
  }

  /**
   * Attempts that came to nothing in this record, because somebody else wrote it meanwhile. They
   * are told, and do not count: none of them completes a channel.
   */
  default Task overtaken(List<PublishAttempt> made) {
    var history = task().subscribers().history();
    for (var one : made) {
      history = withStored(history, one.publication()).with(List.of(one));
    }
    return task().next().subscribers(task().subscribers().with(history)).build();
  }

  /**
   * The present outcome is sent on this channel again, with the same id, by the next check. The
   * other channels keep what they took.
   */
  default Task replayed(String channel, Instant now) {
    var publication = task().on(channel).publication();
    var history = withStored(task().subscribers().history(), publication);
    var replay = new Replay(publication, now, task().outcomeAt(), history.count(publication));
    return task()
        .next()
        .timeline(
            task().timeline().noted(now, Step.CONTROL, channel + " is to get the outcome again"))
        .schedule(task().schedule().settled(now))
        .subscribers(
            task()
                .subscribers()
                .without(one -> one.channel().equals(channel) && task().isPresentOutcome(one))
                .with(history.replayed(replay))
                .published(false))
        .build();
  }

  /** With an attempt that follows from the publication alone: it would be lost with it. */
  private PublishHistory withStored(PublishHistory history, Publication publication) {
    return history.of(publication).isEmpty()
        ? history.with(new ChannelState(task(), publication.channel()).attempts(publication))
        : history;
  }

  private static List<String> notes(List<PublishAttempt> made) {
    return made.stream()
        .filter(one -> one.result() == Result.GIVEN_UP)
        .map(PublishAttempt::note)
        .toList();
  }

  /** Another state machine waits for the same outcome. */
  default Task withSubscriber(String token) {
    var subscribers = task().subscribers().with(List.of(token), task().ownToken());
    return task().next().subscribers(subscribers).build();
  }
}
