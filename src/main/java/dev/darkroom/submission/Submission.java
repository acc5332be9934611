package dev.darkroom.submission;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
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
 * Claims a wish and makes its paid call: claim → submit → reference, in this order, each step
 * durable before the next. What can fail on our side without a claim is done before it: an id that
 * was claimed and got no further ends in doubt.
 */
@ApplicationScoped
public class Submission {
  /**
   * What the sweep leaves to the ring or the check on the queue: providers try for up to a minute
   * to ring (EvoLink 47 s, its documents, 2026-11), and a check that finds nothing is paid as well.
   */
  private static final Duration HEAD_START = Duration.ofMinutes(1);

  private final TaskStore store;
  private final CallbackAddress callbacks;
  private final SubmissionRecorder aftermath;
  private final Subscriptions subscriptions;
  private final TimeLeft timeLeft;
  private final Clock clock;
  private final StepLog log;
  private final AtomicReference<Instant> lastClaim = new AtomicReference<>(Instant.MIN);

  Submission(
      TaskStore store,
      CallbackAddress callbacks,
      SubmissionRecorder aftermath,
      Subscriptions subscriptions,
      TimeLeft timeLeft,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.callbacks = callbacks;
    this.aftermath = aftermath;
    this.subscriptions = subscriptions;
    this.timeLeft = timeLeft;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Has the picture made by the first of the routes whose provider takes it.
   *
   * @param routes at least one, in order of preference
   * @throws RuntimeException if something of ours failed; before the claim, its id is still free
   */
  public SubmissionResult submit(GenerationRequest request, List<Route> routes) {
    List<SignedRoute> ways;
    try {
      ways = routes.stream().map(route -> signed(request.taskId(), route)).toList();
    } catch (RuntimeException unsigned) { // what was asked for before is answered all the same
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
    };
  }

  /**
   * Takes the id. A claim whose answer is lost is read back and known again by its moment, which no
   * other claim of this process has: if it is ours we go on, for nobody else will.
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

  /** What is known of a request that came before, if it did. */
  public Optional<SubmissionResult> earlier(GenerationRequest request) {
    return store
        .find(request.taskId())
        .filter(task -> !task.isReclaimable())
        .map(task -> repeated(request, task));
  }

  /** The same id came before, and its task is there. */
  SubmissionResult repeated(GenerationRequest request, Task existing) {
    if (!existing.request().isSameAs(request)) {
      return new SubmissionResult.Rejected(Rejection.mismatch());
    }
    request.delivery().taskToken().ifPresent(token -> subscriptions.add(existing, token));
    var known = existing.isAbandoned(clock.instant()) ? aftermath.abandoned(existing) : existing;
    log.info(Step.SUBMISSION, known, "repeated", Duration.ZERO);
    return new SubmissionResult.Repeated(known);
  }

  private SubmissionResult attempt(Task task, List<SignedRoute> ways) {
    var route = ways.getFirst().route();
    var watch = StopWatch.start();
    var result = route.provider().submit(route.request(), ways.getFirst().callback());
    log.info(Step.SUBMISSION, task, word(result), watch.elapsed(), measures(result));
    return switch (result) {
      case Accepted accepted ->
          new SubmissionResult.Started(aftermath.accepted(task, route, accepted));
      case Finished finished -> new SubmissionResult.Started(aftermath.finished(task, finished));
      case InDoubt(var why) -> new SubmissionResult.Started(aftermath.uncertain(task, route, why));
      case Transient(var failure, var retryAfter) ->
          mayFallBack(ways)
              ? fallBack(task, ways, failure)
              : unlessItRuns(
                  aftermath.notNow(task, failure),
                  free -> new SubmissionResult.Transient(free, failure, retryAfter));
      case Refused(var failure) ->
          failure.code().allowsFallback() && mayFallBack(ways)
              ? fallBack(task, ways, failure)
              : unlessItRuns(
                  aftermath.refused(task, failure),
                  free -> new SubmissionResult.NotAccepted(free, failure));
    };
  }

  /** That nothing was taken is said only where the record says so. */
  private static SubmissionResult unlessItRuns(
      Task after, Function<Task, SubmissionResult> notAccepted) {
    return after.isNotAccepted() ? notAccepted.apply(after) : new SubmissionResult.Started(after);
  }

  /** A call that the end of the invocation may cut off would be in doubt: it is not begun. */
  private boolean mayFallBack(List<SignedRoute> ways) {
    return ways.size() > 1 && timeLeft.isEnoughFor(ways.get(1).route().provider().longestSubmit());
  }

  /**
   * Only after a provider is known not to have accepted, and only while the claim is still ours.
   */
  private SubmissionResult fallBack(Task task, List<SignedRoute> ways, Failure why) {
    var others = ways.subList(1, ways.size());
    return aftermath
        .fallingBackTo(others.getFirst().route(), task, why)
        .map(again -> attempt(again, others))
        .orElseGet(() -> new SubmissionResult.Started(aftermath.current(task)));
  }

  private SignedRoute signed(TaskId task, Route route) {
    var provider = route.provider();
    return new SignedRoute(
        route, provider.callsBack() ? callbacks.of(provider.id(), task) : Optional.empty());
  }

  /** A route, and where its provider may ring. */
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
