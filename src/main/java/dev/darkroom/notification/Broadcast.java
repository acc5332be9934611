package dev.darkroom.notification;

import dev.darkroom.base.Bounds;
import dev.darkroom.notification.PublishResult.NoSubscriber;
import dev.darkroom.notification.PublishResult.Permanent;
import dev.darkroom.notification.PublishResult.Published;
import dev.darkroom.notification.PublishResult.Transient;
import dev.darkroom.task.ChannelState;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One outcome on every channel that is due and not through with it; none stops another. */
final class Broadcast {
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);

  /**
   * Longest wait where Darkroom itself failed, or the channel names no time. The alarm of the
   * oldest open task counts in periods of five minutes: each must find the task due.
   */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);

  private final Task task;
  private final InstantSource clock;
  private final List<PublishAttempt> attempts = new ArrayList<>();
  private final List<ChannelState> waiting = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();

  private Broadcast(Task task, InstantSource clock) {
    this.task = task;
    this.clock = clock;
  }

  /** Publishes on each channel that is due, and that the task does not name as completed. */
  static Broadcast publish(Task task, List<OutcomeChannel> channels, InstantSource clock) {
    var broadcast = new Broadcast(task, clock);
    channels.stream()
        .filter(channel -> !task.isPublishedOn(channel.name()))
        .forEach(broadcast::publishIfDue);
    return broadcast;
  }

  /** What was attempted just now. */
  List<PublishAttempt> attempts() {
    return List.copyOf(attempts);
  }

  /** The channels that have to be tried again, now or later. */
  List<String> incomplete() {
    var names = new ArrayList<>(waiting.stream().map(ChannelState::channel).toList());
    attempts.stream()
        .filter(one -> !one.result().isEnd())
        .map(PublishAttempt::channel)
        .forEach(names::add);
    return List.copyOf(names);
  }

  boolean isComplete() {
    return incomplete().isEmpty();
  }

  /** When the first of the incomplete channels is due. */
  Instant nextTry() {
    var times = new ArrayList<Instant>();
    waiting.stream().flatMap(one -> one.nextTryAt().stream()).forEach(times::add);
    attempts.stream().flatMap(one -> one.nextTryAt().stream()).forEach(times::add);
    return times.stream().min(Comparator.naturalOrder()).orElseGet(task::nextCheckAt);
  }

  /** Throws the exception of the first channel that failed with one. */
  void rethrow() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void publishIfDue(OutcomeChannel channel) {
    var state = task.on(channel.name());
    var now = clock.instant();
    if (state.isDue(now)) {
      publish(channel, state, now);
    } else {
      waiting.add(state);
    }
  }

  private void publish(OutcomeChannel channel, ChannelState state, Instant at) {
    try {
      switch (channel.publish(task)) {
        case Published() ->
            attempts.add(PublishAttempt.taken(channel.name(), state.outcomeId(), at));
        case NoSubscriber() -> {}
        case Permanent(var why) ->
            attempts.add(PublishAttempt.givenUp(channel.name(), state.outcomeId(), at, why));
        case Transient(var why, var next) ->
            attempts.add(
                attempt(state, Result.FAILED, at, why, next.orElseGet(() -> usualTry(state))));
      }
    } catch (RuntimeException failed) { // rethrown once the attempts are recorded
      attempts.add(attempt(state, Result.BROKEN, at, reason(failed), usualTry(state)));
      failure.ifPresentOrElse(
          first -> first.addSuppressed(failed), () -> failure = Optional.of(failed));
    }
  }

  /** For the record: nobody knows what the text of another exception holds. */
  private static String reason(RuntimeException failed) {
    return failed instanceof ChannelException known
        ? String.valueOf(known.getMessage())
        : "Darkroom failed: " + failed.getClass().getSimpleName();
  }

  private PublishAttempt attempt(
      ChannelState state, Result result, Instant at, String why, Instant next) {
    var publication = new Publication(state.channel(), state.outcomeId());
    return new PublishAttempt(publication, 1, at, result, why, Optional.of(next));
  }

  /** The older the outcome, the longer the wait. */
  private Instant usualTry(ChannelState state) {
    var now = clock.instant();
    var age = Duration.between(state.triedSince(), now);
    return now.plus(Bounds.atMost(Bounds.atLeast(age, FIRST_WAIT), LONGEST_WAIT));
  }
}
