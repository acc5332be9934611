package dev.darkroom.task;

import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Made;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our record of one wish. Every change is a new value with the next version; a store takes it only
 * if the version before it is still the current one.
 *
 * @param attempt counts the claims of this id: above 1 after a refusal that did not use it up
 * @param version 1 for a fresh claim, then one more with every change
 * @param deadline when a task without an answer is given up
 * @param nextCheckAt when the sweep asks about it, as long as it is open
 * @param estimate how long the provider thinks it will take
 * @param told the requester knows the outcome
 * @param audience who has heard what so far
 * @param progress what has been learnt before the end
 */
public record Task(
    TaskId id,
    int attempt,
    long version,
    GenerationRequest request,
    TaskState state,
    Instant createdAt,
    Instant updatedAt,
    Instant deadline,
    Instant nextCheckAt,
    List<Adjustment> adjustments,
    Costs costs,
    Optional<Duration> estimate,
    List<TimelineEntry> timeline,
    boolean told,
    Audience audience,
    Progress progress) {

  /** A claim that nobody finished for so long counts as abandoned: no submission takes longer. */
  public static final Duration CLAIM_GRACE = Duration.ofMinutes(1);

  /** If the one who settled it dies before telling, the sweep has it told this much later. */
  private static final Duration RETELL_AFTER = Duration.ofMinutes(1);

  /** Telling takes no longer. */
  private static final Duration TELLING = Duration.ofSeconds(30);

  /** So long a requester may be left waiting, rarely, for what a move in the index saves always. */
  private static final Duration RETELL_WITHIN = Duration.ofMinutes(3);

  public Task {
    adjustments = List.copyOf(adjustments);
    timeline = List.copyOf(timeline);
  }

  /**
   * A claim that no provider has heard of yet.
   *
   * @param firstCheck how long after now the sweep looks at it; at least {@link #CLAIM_GRACE}, and
   *     at its deadline at the latest
   */
  public static Task claimed(
      GenerationRequest request,
      ProviderId provider,
      List<Adjustment> adjustments,
      Instant now,
      Duration firstCheck) {
    var deadline = now.plus(request.handling().deadline());
    var graceful = firstCheck.compareTo(CLAIM_GRACE) < 0 ? CLAIM_GRACE : firstCheck;
    return new Task(
        request.taskId(),
        1,
        1,
        request,
        new Claimed(provider),
        now,
        now,
        deadline,
        earlier(deadline, now.plus(graceful)),
        adjustments,
        Costs.UNKNOWN,
        Optional.empty(),
        List.of(new TimelineEntry(now, "submission", "claimed for " + provider)),
        false,
        Audience.NONE,
        Progress.NONE);
  }

  /**
   * A wish that no provider took, and that nobody tries any more: nothing was spent, whoever waits
   * is to be told, and its id may be used again.
   *
   * @param why with {@link ErrorCode#NOT_TAKEN}
   */
  public static Task surrendered(GenerationRequest request, Failure why, Instant now) {
    return new Task(
        request.taskId(),
        1,
        1,
        request,
        new Failed(why, Finality.NOT_ACCEPTED, Optional.empty()),
        now,
        now,
        now.plus(request.handling().deadline()),
        now,
        List.of(),
        Costs.UNKNOWN,
        Optional.empty(),
        List.of(new TimelineEntry(now, "submission", "given up: " + why.code().text())),
        false,
        Audience.NONE,
        Progress.NONE);
  }

  /** Whether it was {@linkplain #surrendered given up}, and not claimed since. */
  public boolean isSurrendered() {
    return isNotAccepted()
        && state instanceof Failed(var failure, _, _)
        && failure.code() == ErrorCode.NOT_TAKEN;
  }

  /**
   * The claim of an id that an earlier refusal did not use up. Who still waits to hear of that one
   * hears of this.
   */
  public Task replacing(Task refused) {
    return new Task(
        id,
        refused.attempt + 1,
        refused.version + 1,
        request,
        state,
        createdAt,
        updatedAt,
        deadline,
        nextCheckAt,
        adjustments,
        costs,
        estimate,
        timeline,
        told,
        audience.waiting(refused.stillWaiting(), ownToken()),
        progress);
  }

  /**
   * Whether a new claim may take this one's place: no provider ever took it, and who waits for it
   * has room there.
   */
  public boolean isReclaimable() {
    return isNotAccepted() && stillWaiting().size() <= Audience.MOST_TOKENS;
  }

  /**
   * Whether it may claim the place of this one. A surrender takes no place that it has not looked
   * at: whoever waits there may be about to hear something better.
   */
  public boolean mayClaimFrom(Task there) {
    return there.isReclaimable() && !isSurrendered();
  }

  /** Whether no provider took it: nothing was spent. */
  public boolean isNotAccepted() {
    return state instanceof Failed(_, Finality finality, _) && finality == Finality.NOT_ACCEPTED;
  }

  /** Whether another state machine may wait for the same outcome. */
  public boolean hasRoomToWait() {
    return audience.hasRoom();
  }

  /**
   * Whether the sweep still cares: somebody is to be told, or images of a provisional failure may
   * still come.
   */
  public boolean isOpen() {
    return !told || isProvisional();
  }

  /** Failed, but images that do turn up are delivered late. */
  public boolean isProvisional() {
    return state instanceof Failed(_, Finality finality, _) && finality == Finality.PROVISIONAL;
  }

  /** Whether the provider's task is not known, and a callback that names it is worth something. */
  public boolean isWithoutReference() {
    return switch (state) {
      case Claimed _, InDoubt _ -> true;
      case Failed(_, _, var ref) -> ref.isEmpty() && isProvisional();
      case Submitted _, Made _, Delivered _ -> false;
    };
  }

  /**
   * Whether nobody finished this claim in time. Its time begins with the last claim, which a
   * fallback makes anew; that somebody joins or a callback comes does not prolong it.
   */
  public boolean isAbandoned(Instant now) {
    return state instanceof Claimed && !now.isBefore(updatedAt.plus(CLAIM_GRACE));
  }

  /** The provider concerned, where one is. */
  public Optional<ProviderId> provider() {
    return switch (state) {
      case Claimed(var provider) -> Optional.of(provider);
      case Submitted(var ref) -> Optional.of(ref.provider());
      case Made(var ref, _) -> Optional.of(ref.provider());
      case InDoubt(var provider, _) -> Optional.of(provider);
      case Delivered(var ref, _, _, _) -> Optional.of(ref.provider());
      case Failed(var failure, _, var ref) ->
          ref.map(ProviderTaskRef::provider).or(failure::provider);
    };
  }

  /** The former provider is known not to have accepted; the next one is about to be asked. */
  public Task fallingBackTo(
      ProviderId next, List<Adjustment> nextAdjustments, Failure why, Instant now) {
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        new Claimed(next),
        createdAt,
        now,
        deadline,
        nextCheckAt,
        nextAdjustments,
        costs,
        estimate,
        noted(
            now, "submission", "not accepted: " + why.code().text() + "; falling back to " + next),
        told,
        audience,
        Progress.NONE);
  }

  /** The provider took the task. What callbacks named otherwise, and what came of it, is void. */
  public Task submitted(
      ProviderTaskRef ref, Optional<Cost> reserved, Optional<Duration> expected, Instant now) {
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        new Submitted(ref),
        createdAt,
        now,
        deadline,
        nextCheckAt,
        adjustments,
        Costs.reserved(reserved),
        expected,
        noted(now, "submission", "accepted by " + ref.provider() + " as " + ref.id()),
        false,
        audience,
        Progress.NONE);
  }

  /**
   * A reference for a task that had none, or had another by a callback's word. A failure stays what
   * it is.
   *
   * @param nextCheck when the sweep asks about it
   */
  public Task attached(ProviderTaskRef ref, Instant nextCheck, Instant now) {
    var next =
        state instanceof Failed(var failure, var finality, _)
            ? new Failed(failure, finality, Optional.of(ref))
            : new Submitted(ref);
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        next,
        createdAt,
        state instanceof Failed ? updatedAt : now,
        deadline,
        nextCheck,
        adjustments,
        costs,
        estimate,
        noted(now, "settlement", "found with " + ref.provider() + " as " + ref.id()),
        told,
        audience,
        Progress.NONE);
  }

  /** The same at the same version, to be written with its next change. */
  public Task knowing(Progress next) {
    return new Task(
        id,
        attempt,
        version,
        request,
        state,
        createdAt,
        updatedAt,
        deadline,
        nextCheckAt,
        adjustments,
        costs,
        estimate,
        timeline,
        told,
        audience,
        next);
  }

  /** Something was learnt that changes no state. */
  public Task progressed(List<String> notes, Instant now) {
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        state,
        createdAt,
        updatedAt,
        deadline,
        nextCheckAt,
        adjustments,
        costs,
        estimate,
        Timeline.noted(timeline, now, "settlement", notes),
        told,
        audience,
        progress);
  }

  /**
   * Nothing can come of a provisional failure any more. Who was told knows already.
   *
   * @param why a few words
   */
  public Task closed(String why, Instant now) {
    if (!(state instanceof Failed(var failure, _, var ref))) {
      throw new IllegalStateException("task " + id + " has not failed");
    }
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        new Failed(failure, Finality.CERTAIN, ref),
        createdAt,
        now,
        deadline,
        nextCheckAt,
        adjustments,
        costs,
        estimate,
        noted(now, "settlement", "closed: " + why),
        told,
        audience,
        progress.hinted(progress.hints(), List.of()));
  }

  /** The provider took the task and answered with its result at once. */
  public Task made(ProviderTaskRef ref, ProviderReport.Succeeded result, Instant now) {
    var links = ImageList.ofLinks(result.images());
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        new Made(ref, result.kept(links.images())),
        createdAt,
        now,
        deadline,
        now.plus(CLAIM_GRACE),
        adjustments,
        costs.billed(result.billed()),
        estimate,
        noted(now, "submission", "made at once by " + ref.provider() + " as " + ref.id()),
        false,
        audience,
        Progress.NONE.imagesKnown(List.of(), links.surplus(), Optional.empty()));
  }

  /** No readable answer came: only a callback, or the deadline, tells more. */
  public Task inDoubt(ProviderId provider, String why, Instant now) {
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        new InDoubt(provider, why),
        createdAt,
        now,
        deadline,
        progress.hints().isEmpty() ? deadline : earlier(deadline, now.plus(CLAIM_GRACE)),
        adjustments,
        costs,
        estimate,
        noted(now, "submission", "in doubt: " + why),
        told,
        audience,
        progress);
  }

  /**
   * Every image that can be had is stored.
   *
   * @param missing what is lost for good
   */
  public Task delivered(
      ProviderTaskRef ref,
      List<StoredImage> images,
      List<MissingImage> missing,
      List<Adjustment> found,
      Optional<Cost> billed,
      Instant now) {
    var late = state instanceof Failed;
    return settled(
        new Delivered(ref, images, missing, late),
        found,
        costs.billed(billed),
        Timeline.noted(
            noted(now, "settlement", stored(images, missing) + (late ? ", late" : "")),
            now,
            "settlement",
            named(missing)),
        now,
        false,
        Progress.NONE);
  }

  /** It failed after a provider took it, or may have taken it. */
  public Task failed(
      Failure failure, Finality finality, Optional<ProviderTaskRef> ref, Instant now) {
    return settled(
        new Failed(failure, finality, ref),
        adjustments,
        costs,
        Timeline.noted(
            noted(now, "settlement", "failed: " + failure.code().text()),
            now,
            "settlement",
            finality == Finality.CERTAIN ? named(progress.missing()) : List.of()),
        now,
        false,
        finality == Finality.CERTAIN ? progress.hinted(progress.hints(), List.of()) : progress);
  }

  /**
   * No provider took it: nothing was spent, and its id may be used again.
   *
   * @param knows the requester hears it with the answer, or will come again by itself
   */
  public Task notAccepted(Failure failure, boolean knows, Instant now) {
    return settled(
        new Failed(failure, Finality.NOT_ACCEPTED, Optional.empty()),
        adjustments,
        Costs.UNKNOWN,
        noted(now, "submission", "not accepted: " + failure.code().text()),
        now,
        knows,
        progress);
  }

  private Task settled(
      TaskState next,
      List<Adjustment> nextAdjustments,
      Costs nextCosts,
      List<TimelineEntry> nextTimeline,
      Instant now,
      boolean knows,
      Progress nextProgress) {
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        next,
        createdAt,
        now,
        deadline,
        retellAt(now),
        nextAdjustments,
        nextCosts,
        estimate,
        nextTimeline,
        knows,
        audience,
        nextProgress);
  }

  /** Where it is if that will do: in the index of open tasks a move is two writes. */
  private Instant retellAt(Instant now) {
    boolean willDo =
        nextCheckAt.isAfter(now.plus(TELLING)) && nextCheckAt.isBefore(now.plus(RETELL_WITHIN));
    return willDo ? nextCheckAt : now.plus(RETELL_AFTER);
  }

  /** The requester knows. */
  public Task told(Instant now) {
    return told(List.of(), List.of(), now);
  }

  /**
   * The requester knows, as far as it is to be had.
   *
   * @param channels that took this outcome just now
   * @param notes what is to be said of channels that will never take it
   */
  public Task told(List<String> channels, List<String> notes, Instant now) {
    return heard(
        channels, Timeline.noted(noted(notes, now), now, "notification", "told"), now, true);
  }

  /**
   * Some channels are done with this outcome; others are to be tried again, as long as the record
   * is not older than {@link #updatedAt} says.
   */
  public Task heardOn(List<String> channels, List<String> notes, Instant now) {
    return heard(channels, noted(notes, now), updatedAt, false);
  }

  /** Another state machine waits for the same outcome. */
  public Task awaitedBy(String token) {
    return heard(List.of(), timeline, updatedAt, told)
        .with(audience.waiting(List.of(token), ownToken()));
  }

  private Task heard(
      List<String> channels, List<TimelineEntry> entries, Instant updated, boolean knows) {
    return new Task(
        id,
        attempt,
        version + 1,
        request,
        state,
        createdAt,
        updated,
        deadline,
        nextCheckAt,
        adjustments,
        costs,
        estimate,
        entries,
        knows,
        audience.heard(channels, outcomeId()),
        progress);
  }

  /** The same at the same version: when the sweep looks is put off beside it, as a hint. */
  public Task withNextCheck(Instant next) {
    return new Task(
        id,
        attempt,
        version,
        request,
        state,
        createdAt,
        updatedAt,
        deadline,
        next,
        adjustments,
        costs,
        estimate,
        timeline,
        told,
        audience,
        progress);
  }

  private Task with(Audience next) {
    return new Task(
        id,
        attempt,
        version,
        request,
        state,
        createdAt,
        updatedAt,
        deadline,
        nextCheckAt,
        adjustments,
        costs,
        estimate,
        timeline,
        told,
        next,
        progress);
  }

  /** The caller's trace that this is part of. */
  public Optional<TraceParent> trace() {
    return request.handling().trace();
  }

  /** Every state machine that waits, the first asker's first. */
  public List<String> tokens() {
    return Stream.concat(ownToken().stream(), audience.tokens().stream()).toList();
  }

  /**
   * Who has not heard of this refusal. Where the requester knew it by itself its carrier brings it
   * again, but not those who waited with it.
   */
  private List<String> stillWaiting() {
    if (!told) {
      return tokens();
    }
    return audience.heard().isEmpty() ? audience.tokens() : List.of();
  }

  /** Whether this channel took the present outcome. */
  public boolean hasHeard(String channel) {
    return Stream.of(outcomeId(), formerOutcomeId())
        .anyMatch(id -> audience.heard().contains(new Audience.Heard(channel, id)));
  }

  /** Whether this channel took any outcome of this task. */
  public boolean hasEverHeard(String channel) {
    return audience.heard().stream().anyMatch(one -> one.channel().equals(channel));
  }

  private Optional<String> ownToken() {
    return request.handling().taskToken();
  }

  /** The same for every retelling of the same outcome: what consumers deduplicate by. */
  public String outcomeId() {
    return id + "-" + claimMark() + "-" + outcome();
  }

  /** As outcomes were named before claims had a mark of their own. */
  private String formerOutcomeId() {
    return id + "-" + attempt + "-" + outcome();
  }

  private String outcome() {
    var late = state instanceof Delivered(_, _, _, var isLate) && isLate ? "-late" : "";
    return state.status() + late;
  }

  /**
   * What tells this claim of the id from every other, also from those of before the record's life
   * ended: the moment of the claim in milliseconds, base 36, and the attempt where it is not the
   * first.
   */
  public String claimMark() {
    return Long.toString(createdAt.toEpochMilli(), 36) + (attempt == 1 ? "" : "-" + attempt);
  }

  private static String stored(List<StoredImage> images, List<MissingImage> missing) {
    return missing.isEmpty()
        ? images.size() + " stored"
        : images.size() + " stored, " + missing.size() + " missing";
  }

  private static List<String> named(List<MissingImage> missing) {
    return missing.stream()
        .map(image -> "image " + image.index() + " missing: " + image.code().text())
        .toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private List<TimelineEntry> noted(List<String> notes, Instant now) {
    return Timeline.noted(timeline, now, "notification", notes);
  }

  private List<TimelineEntry> noted(Instant now, String step, String outcome) {
    return Timeline.noted(timeline, now, step, outcome);
  }
}
