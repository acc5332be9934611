package dev.darkroom.submission;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Finished;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.routing.Route;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.Claim;
import dev.darkroom.task.TaskStore.Claim.Deleted;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Claims a request and makes its paid call: claim → submit → reference, in this order. Each step is
 * durable before the next. Work of ours that can fail is done before the claim, where that is
 * possible: a claim without a paid call ends in doubt.
 */
@ApplicationScoped
public class Submission {
  /**
   * The time that the sweep leaves to the callback or the check on the queue. Providers try to call
   * back for up to a minute (EvoLink 47 s, its documents, 2026-11). A check that finds nothing
   * costs money as well.
   */
  private static final Duration HEAD_START = Duration.ofMinutes(1);

  private final TaskStore store;
  private final CallbackAddress callbacks;
  private final SubmissionRecorder recorder;
  private final Subscriptions subscriptions;
  private final TimeLeft timeLeft;
  private final Clock clock;
  private final StepLog log;
  private final AtomicReference<Instant> lastClaim = new AtomicReference<>(Instant.MIN);

  Submission(
      TaskStore store,
      CallbackAddress callbacks,
      SubmissionRecorder recorder,
      Subscriptions subscriptions,
      TimeLeft timeLeft,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.callbacks = callbacks;
    this.recorder = recorder;
    this.subscriptions = subscriptions;
    this.timeLeft = timeLeft;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Submits the request to the first of the routes whose provider takes it.
   *
   * @param routes at least one, in order of preference
   * @throws RuntimeException if something of ours failed; before the claim, its id is still free
   */
  public SubmissionResult submit(GenerationRequest request, List<Route> routes) {
    List<SignedRoute> ways;
    try {
      ways = routes.stream().map(route -> signed(request.taskId(), route)).toList();
    } catch (RuntimeException unsigned) { // a known id is answered nevertheless
      return earlier(request).orElseThrow(() -> unsigned);
    }
    var first = routes.getFirst();
    if (!timeLeft.isEarlyEnoughFor(first.provider().longestSubmit())) {
      return earlier(request)
          .orElseThrow(() -> new IllegalStateException("too little time is left for a paid call"));
    }
    var fresh =
        Task.claimed(
            request,
            first.provider().id(),
            first.adjustments(),
            momentOfItsOwn(),
            first.provider().firstCheckAfter().plus(HEAD_START));
    return switch (claim(fresh)) {
      case Won(var mine) -> attempt(mine, ways);
      case Taken(var existing) -> repeated(request, existing);
      case Deleted(var tombstone) -> new SubmissionResult.Rejected(Rejection.deleted(tombstone));
    };
  }

  /**
   * Claims the id. A claim whose answer is lost is read back. Its moment identifies it, as no other
   * claim of this process has the same. If it is ours we go on, because nobody else will.
   */
  private Claim claim(Task fresh) {
    try {
      return store.claim(fresh);
    } catch (RuntimeException lost) {
      log.warn(
          Step.SUBMISSION,
          fresh,
          "claim_unanswered:" + lost.getClass().getSimpleName(),
          Duration.ZERO);
      return mine(fresh, lost).<Claim>map(Won::new).orElseThrow(() -> lost);
    }
  }

  private Optional<Task> mine(Task fresh, RuntimeException lost) {
    try {
      return store
          .find(fresh.id())
          .filter(there -> there.createdAt().equals(fresh.createdAt()))
          .filter(there -> there.state().equals(fresh.state()))
          .filter(there -> there.request().equals(fresh.request()));
    } catch (RuntimeException lostAsWell) {
      lost.addSuppressed(lostAsWell);
      return Optional.empty();
    }
  }

  private Instant momentOfItsOwn() {
    var now = clock.instant();
    return lastClaim.updateAndGet(
        last -> {
          boolean isTaken = !now.isAfter(last) && last.isBefore(now.plusMillis(1));
          return isTaken ? last.plusNanos(1) : now;
        });
  }

  /** The result for a request whose id is known; empty if the id is free. */
  public Optional<SubmissionResult> earlier(GenerationRequest request) {
    return store
        .find(request.taskId())
        .filter(task -> !task.isReclaimable())
        .map(task -> repeated(request, task));
  }

  /** The result for a request whose id has a task already. */
  SubmissionResult repeated(GenerationRequest request, Task existing) {
    if (!existing.request().isSameAs(request)) {
      return new SubmissionResult.Rejected(Rejection.mismatch());
    }
    var gone = request.delivery().taskToken().flatMap(token -> subscriptions.add(existing, token));
    if (gone.isPresent()) {
      return new SubmissionResult.Rejected(gone.get());
    }
    var known = existing.isAbandoned(clock.instant()) ? recorder.abandoned(existing) : existing;
    log.info(Step.SUBMISSION, known, "repeated", Duration.ZERO);
    return new SubmissionResult.Repeated(known);
  }

  private SubmissionResult attempt(Task task, List<SignedRoute> ways) {
    var route = ways.getFirst().route();
    var watch = StopWatch.start();
    var result =
        route
            .provider()
            .submit(route.request(), ways.getFirst().callback(), IdempotencyKey.of(task));
    log.info(Step.SUBMISSION, task, word(result), watch.elapsed(), measures(result));
    return switch (result) {
      case Accepted accepted ->
          new SubmissionResult.Started(recorder.accepted(task, route, accepted));
      case Finished finished -> new SubmissionResult.Started(recorder.finished(task, finished));
      case InDoubt doubt -> new SubmissionResult.Started(recorder.uncertain(task, route, doubt));
      case Transient(var failure, var retryAfter) ->
          mayFallBack(ways)
              ? fallBack(task, ways, failure)
              : unlessItRuns(
                  recorder.notNow(task, failure),
                  free -> new SubmissionResult.Transient(free, failure, retryAfter));
      case Refused(var failure) ->
          failure.code().allowsFallback() && mayFallBack(ways)
              ? fallBack(task, ways, failure)
              : unlessItRuns(
                  recorder.refused(task, failure),
                  free -> new SubmissionResult.NotAccepted(free, failure));
    };
  }

  /** Reports that no provider took the task only if the record says so. */
  private static SubmissionResult unlessItRuns(
      Task after, Function<Task, SubmissionResult> notAccepted) {
    return after.isNotAccepted() ? notAccepted.apply(after) : new SubmissionResult.Started(after);
  }

  /** Whether there is a next route, and time for its call. A call that is cut off is in doubt. */
  private boolean mayFallBack(List<SignedRoute> ways) {
    return ways.size() > 1 && timeLeft.isEnoughFor(ways.get(1).route().provider().longestSubmit());
  }

  /**
   * Attempts the next route. This needs a provider that is known to have taken nothing, and a claim
   * that is still ours.
   */
  private SubmissionResult fallBack(Task task, List<SignedRoute> ways, Failure why) {
    var others = ways.subList(1, ways.size());
    return recorder
        .fallingBackTo(others.getFirst().route(), task, why)
        .map(again -> attempt(again, others))
        .orElseGet(() -> new SubmissionResult.Started(recorder.overtaken(task, why)));
  }

  private SignedRoute signed(TaskId task, Route route) {
    var provider = route.provider();
    return new SignedRoute(
        route, provider.callsBack() ? callbacks.of(provider.id(), task) : Optional.empty());
  }

  /** A route, and the signed address for its provider's callback. */
  private record SignedRoute(Route route, Optional<URI> callback) {}

  private static Measures measures(SubmitResult result) {
    return switch (result) {
      case Accepted _, Finished _ -> Measures.one(Metric.SUBMITTED);
      case InDoubt _ -> Measures.one(Metric.IN_DOUBT);
      case Transient(var failure, _) -> Measures.one(Metric.REFUSED, failure.code().text());
      case Refused(var failure) -> Measures.one(Metric.REFUSED, failure.code().text());
    };
  }

  private static String word(SubmitResult result) {
    return switch (result) {
      case Accepted _ -> "accepted";
      case Finished _ -> "finished";
      case InDoubt _ -> "in_doubt";
      case Transient(var failure, _) -> "not_now:" + failure.code().text();
      case Refused(var failure) -> "refused:" + failure.code().text();
    };
  }
}
