package dev.darkroom.task;

import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our record of one request. Every change is a new value with the next version; a store takes it
 * only if the version before is still the current one.
 *
 * @param progress what has been learnt before the end
 * @param subscribers the state machines that wait, and the channels that took outcomes
 */
public record Task(
    Revision revision,
    GenerationRequest request,
    TaskState state,
    Progress progress,
    Schedule schedule,
    Terms terms,
    Timeline timeline,
    Subscribers subscribers)
    implements SubmissionChanges,
        SettlementChanges,
        NotificationChanges,
        ControlChanges,
        TaskOutcome {

  /**
   * A claim that no provider has heard of yet.
   *
   * @param firstCheck how long after now the sweep checks the claim; at least {@link
   *     Schedule#CLAIM_GRACE}, and at the deadline at the latest
   */
  public static Task claimed(
      GenerationRequest request,
      ProviderId provider,
      List<Adjustment> adjustments,
      Instant now,
      Duration firstCheck) {
    var schedule = Schedule.claimed(now, request.delivery().deadline(), firstCheck);
    var timeline = Timeline.begun(now, Step.SUBMISSION, "claimed for " + provider);
    return first(request, new Claimed(provider), schedule, Terms.offered(adjustments), timeline);
  }

  /**
   * A request that no provider took, and that is not retried any more. Nothing was spent, whoever
   * waits is to be notified, and the id may be used again.
   *
   * @param why with {@link ErrorCode#NOT_TAKEN}
   */
  public static Task surrendered(GenerationRequest request, Failure why, Instant now) {
    var state = new Failed(why, Finality.NOT_ACCEPTED, Optional.empty());
    var schedule = new Schedule(now.plus(request.delivery().deadline()), now);
    var timeline = Timeline.begun(now, Step.SUBMISSION, "given up: " + why.code().text());
    return first(request, state, schedule, Terms.offered(List.of()), timeline);
  }

  private static Task first(
      GenerationRequest request,
      TaskState state,
      Schedule schedule,
      Terms terms,
      Timeline timeline) {
    var revision = Revision.first(request.taskId());
    return new Task(
        revision, request, state, Progress.NONE, schedule, terms, timeline, Subscribers.NONE);
  }

  /** A final state, whose outcome the requester does not know yet. */
  TaskBuilder settled(TaskState next, Instant now, Step step, List<String> notes) {
    return next()
        .state(next)
        .timeline(timeline.changed(now, step, notes))
        .schedule(schedule.settled(now))
        .subscribers(subscribers.published(false));
  }

  /** Another state. */
  TaskBuilder changed(TaskState next, Instant now, Step step, String note) {
    return next().state(next).timeline(timeline.changed(now, step, List.of(note)));
  }

  /** The next version. */
  TaskBuilder next() {
    return toBuilder().revision(revision.next());
  }

  /** To make a task that differs in some parts, at the same version. */
  public TaskBuilder toBuilder() {
    return new TaskBuilder(this);
  }

  public TaskId id() {
    return revision.id();
  }

  public long version() {
    return revision.version();
  }

  public Instant createdAt() {
    return timeline.createdAt();
  }

  public Instant deadline() {
    return schedule.deadline();
  }

  public Instant nextCheckAt() {
    return schedule.nextCheckAt();
  }

  /** Whether the requester knows the present outcome. */
  public boolean isPublished() {
    return subscribers.isPublished();
  }

  /** The provider concerned, where one is. */
  public Optional<ProviderId> provider() {
    return switch (state) {
      case Claimed(var provider) -> Optional.of(provider);
      case Submitted(var ref) -> Optional.of(ref.provider());
      case ResultKnown(var ref, _) -> Optional.of(ref.provider());
      case InDoubt(var provider, _, _) -> Optional.of(provider);
      case Delivered(var ref, _, _, _) -> Optional.of(ref.provider());
      case Failed(var failure, _, var ref) ->
          ref.map(ProviderTaskRef::provider).or(failure::provider);
    };
  }

  /** Whether the task was {@linkplain #surrendered given up}, and not claimed since. */
  public boolean isSurrendered() {
    return isNotAccepted()
        && state instanceof Failed(var failure, _, _)
        && failure.code() == ErrorCode.NOT_TAKEN;
  }

  /**
   * Whether a new claim may replace this one. That needs a task that no provider took, and room for
   * every subscriber.
   */
  public boolean isReclaimable() {
    return isNotAccepted() && unnotifiedTokens().size() <= Subscribers.MOST_TOKENS;
  }

  /**
   * Whether this task may take the place of that one. A surrender takes no place that it has not
   * looked at: whoever waits there may be about to hear something better.
   */
  public boolean mayClaimFrom(Task there) {
    return there.isReclaimable() && !isSurrendered();
  }

  /** Whether no provider took the task: nothing was spent. */
  public boolean isNotAccepted() {
    return state.isNotAccepted();
  }

  /** Whether another state machine may wait for the same outcome. */
  public boolean hasRoomForSubscriber() {
    return subscribers.hasRoom();
  }

  /**
   * Whether the sweep checks the task. The outcome is not published, or images of a provisional
   * failure may still come.
   */
  public boolean isOpen() {
    return !isPublished() || isProvisional();
  }

  /** Whether the task failed, and the provider is still asked about it. */
  public boolean isProvisional() {
    return state.isProvisional();
  }

  /** Whether the provider's task is unknown, so that a callback may name it. */
  public boolean isWithoutReference() {
    return state.isWithoutReference();
  }

  /**
   * Whether nobody finished this claim in time. Its time begins with the last claim, which a
   * fallback makes anew; a waiter that joins or a callback does not prolong it.
   */
  public boolean isAbandoned(Instant now) {
    return state instanceof Claimed
        && !now.isBefore(timeline.updatedAt().plus(Schedule.CLAIM_GRACE));
  }

  /** The caller's trace that this task is part of. */
  public Optional<TraceParent> trace() {
    return request.delivery().trace();
  }

  /** Every state machine that waits, the first one first. */
  public List<String> tokens() {
    return Stream.concat(ownToken().stream(), subscribers.tokens().stream()).toList();
  }

  /**
   * The waiters that were not notified of this refusal. A requester that knew it by itself is
   * brought back by its carrier; those who waited with it are not.
   */
  List<String> unnotifiedTokens() {
    if (subscribers.wasPublishedOn(NotificationChannel.TASK_TOKEN.text())) {
      return List.of();
    }
    if (!isPublished()) {
      return tokens();
    }
    return subscribers.publications().isEmpty() ? subscribers.tokens() : List.of();
  }

  /** The token of the first state machine that waits. */
  Optional<String> ownToken() {
    return request.delivery().taskToken();
  }

  /** The progress of a task of the provider that may take the place of another one. */
  Progress progressOf(ProviderTaskRef ref) {
    boolean isAnother = state.reference().filter(before -> !before.equals(ref)).isPresent();
    return isAnother ? progress.anew().displaced() : progress.anew();
  }

  /** Whether that is this claim of the id, and no earlier or later one. */
  public boolean isSameClaimAs(Task other) {
    return id().equals(other.id())
        && revision.attempt() == other.revision.attempt()
        && createdAt().equals(other.createdAt());
  }

  /** What tells this claim of the id from every other. */
  public String claimMark() {
    return revision.claimMark(createdAt());
  }
}
