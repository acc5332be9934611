package dev.darkroom.task;

import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.PublishHistory.Replay;
import dev.darkroom.task.Subscribers.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The present outcome of a task on one channel. */
public record ChannelState(Task task, String channel) {
  private static final String TOLD = "told";

  /** Whether the channel needs no other attempt. */
  public boolean isCompleted() {
    return task.isPublishedOn(channel);
  }

  /** Whether the channel is to be tried now. One that is not due is left alone. */
  public boolean isDue(Instant now) {
    return isReplayPending()
        || lastFailure().flatMap(PublishAttempt::nextTryAt).filter(now::isBefore).isEmpty();
  }

  /** Since when the channel is tried: the outcome's own time, or that of a replay. */
  public Instant triedSince() {
    return replay().map(Replay::at).orElseGet(task::outcomeAt);
  }

  /** When the next attempt takes place; empty if there is none to come. */
  public Optional<Instant> nextTryAt() {
    if (isCompleted()) {
      return Optional.empty();
    }
    return isReplayPending()
        ? Optional.of(task.nextCheckAt())
        : Optional.of(
            lastFailure().flatMap(PublishAttempt::nextTryAt).orElseGet(task::nextCheckAt));
  }

  /** Whether a replay was asked for, and nothing was sent since. */
  public boolean isReplayPending() {
    return !isCompleted()
        && replay().filter(one -> one.after() == history().count(publication())).isPresent();
  }

  /**
   * Whether somebody gets the present outcome here, or got it, as far as the record says. The
   * owner's bus is a setting of another function: before anything was published it counts as there.
   */
  public boolean hasSubscriber() {
    if (isCompleted() || history().replay(publication()).isPresent()) {
      return true;
    }
    boolean isOver = task.isPublished();
    return !isOver
        && NotificationChannel.of(channel)
            .map(known -> isExpected(known) || !history().of(publication()).isEmpty())
            .orElse(true);
  }

  /**
   * Whether the filter lets the present outcome pass. It decides once: what was sent here goes on
   * until it is taken, and again when it is replayed, though a provisional failure is another type
   * when it has become certain.
   */
  public boolean isWantedBy(NotifyTarget target) {
    return history().replay(publication()).isPresent()
        || !history().of(publication()).isEmpty()
        || task.outcomeType().filter(type -> type.passes(target.events())).isPresent();
  }

  private boolean isExpected(NotificationChannel known) {
    return switch (known) {
      case WEBHOOK -> task.request().delivery().notifyTarget().filter(this::isWantedBy).isPresent();
      case EVENT_BUS -> !isBegun();
      case TASK_TOKEN -> !task.tokens().isEmpty() && !task.subscribers().wasPublishedOn(channel);
    };
  }

  /** Whether the present outcome was published anywhere, or tried: all channels were, then. */
  private boolean isBegun() {
    return task.subscribers().publications().stream().anyMatch(task::isPresentOutcome)
        || history().attempts().stream().anyMatch(one -> task.isPresentOutcome(one.publication()));
  }

  /**
   * The attempts for an outcome of this channel that are stored. One that is not stored follows
   * from its publication.
   */
  List<PublishAttempt> attempts(Publication of) {
    var stored = history().of(of);
    return stored.isEmpty() && task.subscribers().publications().contains(of)
        ? List.of(derived(of))
        : stored;
  }

  /** The first and only attempt of a channel that was told at once, or by a former version. */
  private PublishAttempt derived(Publication of) {
    var told = task.timeline().times(Step.NOTIFICATION, TOLD);
    var at =
        told.isEmpty()
            ? task.timeline().updatedAt()
            : task.isPresentOutcome(of) ? told.getLast() : told.getFirst();
    return givenUp(of.channel())
        .map(why -> PublishAttempt.givenUp(of.channel(), of.outcomeId(), at, why))
        .orElseGet(() -> PublishAttempt.taken(of.channel(), of.outcomeId(), at));
  }

  /** Why a former version gave the channel up: it kept that in the timeline alone. */
  private Optional<String> givenUp(String name) {
    var now = name + " given up: ";
    var formerly = now.replace('-', ' ');
    return task.timeline().entries().stream()
        .filter(one -> one.step().equals(Step.NOTIFICATION.text()))
        .map(TimelineEntry::outcome)
        .filter(text -> text.startsWith(now) || text.startsWith(formerly))
        .map(text -> text.substring(now.length()))
        .findFirst();
  }

  private Optional<PublishAttempt> lastFailure() {
    int before = replay().map(Replay::after).orElse(0);
    return history().of(publication()).reversed().stream()
        .filter(one -> one.result() == Result.FAILED && one.number() > before)
        .findFirst();
  }

  private Optional<Replay> replay() {
    return history().replay(publication());
  }

  private PublishHistory history() {
    return task.subscribers().history();
  }

  /** The id of the present outcome here: the one that the channel's receivers know, if any do. */
  public String outcomeId() {
    return publication().outcomeId();
  }

  /** The present outcome here, under the name that the record has for it. */
  Publication publication() {
    return Stream.of(
            task.subscribers().publications().stream(),
            history().replays().stream().map(Replay::publication),
            history().attempts().stream().map(PublishAttempt::publication))
        .flatMap(names -> names)
        .filter(one -> one.channel().equals(channel) && task.isPresentOutcome(one))
        .findFirst()
        .orElseGet(() -> new Publication(channel, task.outcomeId()));
  }
}
