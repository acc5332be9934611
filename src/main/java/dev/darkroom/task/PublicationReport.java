package dev.darkroom.task;

import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.Subscribers.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one outcome on one channel, as far as the record says.
 *
 * @param attempts the last ones, the oldest first
 * @param attemptCount all of them
 * @param nextTryAt empty: there is no other to come
 */
public record PublicationReport(
    Publication publication,
    OutcomeType type,
    Status status,
    List<PublishAttempt> attempts,
    int attemptCount,
    Optional<Instant> nextTryAt) {
  public PublicationReport {
    attempts = List.copyOf(attempts);
  }

  /** Where an outcome stands on a channel. */
  public enum Status {
    /** The receiver took it. */
    TAKEN,
    /** It is to be tried, or tried again. */
    WAITING,
    /** The receiver will never take it, or did not for too long. */
    GIVEN_UP,
    /** A later outcome took its place before the receiver took it. */
    SUPERSEDED,
    /** The task has no receiver on this channel for this outcome. */
    NONE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All outcomes of the task on all channels, the latest outcome last; none before its end. */
  public static List<PublicationReport> all(Task task) {
    var present = task.outcomeType();
    if (present.isEmpty()) {
      return List.of();
    }
    var reports = new ArrayList<PublicationReport>();
    for (var one : recorded(task)) {
      if (!task.isPresentOutcome(one)) {
        reports.add(former(task, one));
      }
    }
    for (var channel : channels(task)) {
      reports.add(of(task, channel, present.get()));
    }
    return reports;
  }

  /** The present outcome on one channel. */
  public static PublicationReport of(Task task, String channel, OutcomeType type) {
    var state = task.on(channel);
    var publication = state.publication();
    var attempts = state.attempts(publication);
    return new PublicationReport(
        publication,
        type,
        status(state, attempts),
        attempts,
        count(attempts),
        state.hasSubscriber() ? state.nextTryAt() : Optional.empty());
  }

  private static Status status(ChannelState state, List<PublishAttempt> attempts) {
    if (state.isCompleted()) {
      return ended(attempts);
    }
    return state.hasSubscriber() ? Status.WAITING : Status.NONE;
  }

  private static Status ended(List<PublishAttempt> attempts) {
    return attempts.reversed().stream()
            .map(PublishAttempt::result)
            .filter(Result::isEnd)
            .findFirst()
            .filter(last -> last == Result.GIVEN_UP)
            .isPresent()
        ? Status.GIVEN_UP
        : Status.TAKEN;
  }

  /** An outcome that another one followed: only a failure is followed by anything. */
  private static PublicationReport former(Task task, Publication one) {
    var attempts = task.on(one.channel()).attempts(one);
    boolean isCompleted = task.subscribers().publications().contains(one);
    var cancelled = one.outcomeId().endsWith("-" + OutcomeType.CANCELLED.word());
    return new PublicationReport(
        one,
        cancelled ? OutcomeType.CANCELLED : OutcomeType.PROVISIONAL,
        isCompleted ? ended(attempts) : Status.SUPERSEDED,
        attempts,
        count(attempts),
        Optional.empty());
  }

  private static int count(List<PublishAttempt> attempts) {
    return attempts.isEmpty() ? 0 : attempts.getLast().number();
  }

  private static List<Publication> recorded(Task task) {
    var all = new LinkedHashSet<Publication>();
    all.addAll(task.subscribers().publications());
    task.subscribers().history().attempts().forEach(one -> all.add(one.publication()));
    return List.copyOf(all);
  }

  /** The channels that there are, and any other in the record. */
  private static List<String> channels(Task task) {
    var names = new LinkedHashSet<String>();
    for (var channel : NotificationChannel.values()) {
      names.add(channel.text());
    }
    recorded(task).stream()
        .filter(task::isPresentOutcome)
        .map(Publication::channel)
        .forEach(names::add);
    return List.copyOf(names);
  }
}
