package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every state of a task that people may decide about. */
enum DecidedTask {
  CLAIMED("claimed; its paid call is under way"),
  INTERRUPTED("claimed; nobody came back for a minute"),
  SUBMITTED("submitted"),
  RESULT_KNOWN("submitted; the paid call was answered with the images"),
  IN_DOUBT("in doubt"),
  HINTED("in doubt; a callback named the provider's task"),
  CALLED("in doubt; a callback waits on the queue"),
  REFUSED("refused; its carrier retries, and nobody was told"),
  REFUSED_AND_TOLD("refused, and told"),
  EXPIRED("failed at its deadline"),
  EXPIRED_AND_TOLD("failed at its deadline, and told"),
  GIVEN_UP("in doubt until its deadline"),
  GIVEN_UP_AND_TOLD("in doubt until its deadline, and told"),
  ABANDONED_AND_TOLD("abandoned in doubt, and told"),
  ABANDONED_AND_CALLED("abandoned in doubt; a callback waits on the queue"),
  FAILED("failed at the provider"),
  FAILED_AND_TOLD("failed at the provider, and told"),
  DELIVERED("delivered"),
  DELIVERED_AND_TOLD("delivered, and told"),
  KEPT("cancelled, its late images are kept"),
  KEPT_AND_TOLD("cancelled, its late images are kept, and told"),
  DROPPED_AND_TOLD("cancelled, its late images are dropped, and told"),
  KEPT_IN_DOUBT("cancelled in doubt, its late images are kept, and told"),
  DROPPED_IN_DOUBT("cancelled in doubt, its late images are dropped"),
  UNSPENT("cancelled before any provider took it"),
  CLOSED("failed at its deadline, told, and closed");

  private final String words;

  DecidedTask(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** Whether the requester was told of an outcome before anybody decides. */
  boolean isTold() {
    return name().endsWith("_TOLD") || this == KEPT_IN_DOUBT || this == CLOSED;
  }

  /** Brings the task of the world into this state. */
  void bring(TaskWorld world) {
    world.claimed();
    switch (this) {
      case CLAIMED -> {}
      case INTERRUPTED -> world.clock.advance(Duration.ofMinutes(1));
      default -> reach(world);
    }
    if (isTold()) {
      change(world, task -> told(task, now(world)));
    }
    if (this == CLOSED) {
      change(world, task -> task.closed("its links are dead", now(world)));
    }
    if (this == CALLED || this == ABANDONED_AND_CALLED) {
      world.ring(world.acme.ref());
    }
    switch (this) { // its paid call is over
      case GIVEN_UP, GIVEN_UP_AND_TOLD, KEPT_IN_DOUBT, DROPPED_IN_DOUBT ->
          world.clock.advance(Duration.ofMinutes(1));
      default -> {}
    }
  }

  private void reach(TaskWorld world) {
    switch (this) {
      case SUBMITTED, EXPIRED, EXPIRED_AND_TOLD, FAILED, FAILED_AND_TOLD, CLOSED -> submit(world);
      case DELIVERED, DELIVERED_AND_TOLD, KEPT, KEPT_AND_TOLD, DROPPED_AND_TOLD -> submit(world);
      case IN_DOUBT, HINTED, CALLED, GIVEN_UP, GIVEN_UP_AND_TOLD -> doubt(world);
      case ABANDONED_AND_TOLD, ABANDONED_AND_CALLED, KEPT_IN_DOUBT, DROPPED_IN_DOUBT ->
          doubt(world);
      case REFUSED, UNSPENT ->
          change(world, task -> task.notAccepted(no(ErrorCode.RATE_LIMITED), true, now(world)));
      case REFUSED_AND_TOLD ->
          change(world, task -> task.notAccepted(no(ErrorCode.RATE_LIMITED), false, now(world)));
      case RESULT_KNOWN ->
          change(world, task -> task.resultKnown(world.acme.ref(), result(), now(world)));
      case CLAIMED, INTERRUPTED -> throw new IllegalStateException("reached already");
    }
    end(world);
  }

  private void end(TaskWorld world) {
    var ref = Optional.of(world.acme.ref());
    switch (this) {
      case HINTED ->
          change(
              world,
              task ->
                  task.knowing(task.progress().hinted(List.of(), List.of(world.acme.ref())))
                      .progressed(List.of("named by a callback"), now(world)));
      case EXPIRED, EXPIRED_AND_TOLD, CLOSED -> fail(world, Finality.PROVISIONAL, ref);
      case FAILED, FAILED_AND_TOLD -> fail(world, Finality.CERTAIN, ref);
      case GIVEN_UP, GIVEN_UP_AND_TOLD -> fail(world, Finality.PROVISIONAL, Optional.empty());
      case ABANDONED_AND_TOLD, ABANDONED_AND_CALLED ->
          change(world, task -> task.abandoned(now(world)));
      case DELIVERED, DELIVERED_AND_TOLD -> change(world, task -> delivered(world, task));
      case KEPT, KEPT_AND_TOLD, KEPT_IN_DOUBT, UNSPENT -> cancel(world, LateImages.KEEP);
      case DROPPED_AND_TOLD, DROPPED_IN_DOUBT -> cancel(world, LateImages.DROP);
      case CLAIMED, INTERRUPTED, SUBMITTED, RESULT_KNOWN, IN_DOUBT, CALLED -> {}
      case REFUSED, REFUSED_AND_TOLD -> {}
    }
  }

  private static Task told(Task task, Instant now) {
    return task.published(
        List.of(PublishAttempt.taken(NotificationChannel.EVENT_BUS.text(), task.outcomeId(), now)),
        now);
  }

  private static Task delivered(TaskWorld world, Task task) {
    return task.delivered(
        world.acme.ref(),
        List.of(Examples.stored(task.id(), 0)),
        List.of(),
        List.of(),
        Optional.of(DecisionTable.BILL),
        now(world));
  }

  private static void fail(TaskWorld world, Finality finality, Optional<ProviderTaskRef> ref) {
    var code =
        finality == Finality.CERTAIN
            ? ErrorCode.GENERATION_FAILED
            : ref.isPresent() ? ErrorCode.DEADLINE_PASSED : ErrorCode.SUBMISSION_IN_DOUBT;
    change(world, task -> task.failed(no(code), finality, ref, now(world)));
  }

  private static void cancel(TaskWorld world, LateImages late) {
    change(world, task -> task.cancelled(late, now(world)).orElseThrow());
  }

  private static void doubt(TaskWorld world) {
    change(world, task -> task.inDoubt(ACME, "timed out", now(world)));
  }

  private static void submit(TaskWorld world) {
    change(
        world,
        task -> task.submitted(world.acme.ref(), Optional.empty(), Optional.empty(), now(world)));
    world.store.own(world.acme.ref(), world.stored());
  }

  private static Succeeded result() {
    return new Succeeded(List.of(Examples.remote(0)), Optional.of(DecisionTable.BILL));
  }

  private static Failure no(ErrorCode code) {
    return Failure.of(code, "they said so", ACME);
  }

  private static Instant now(TaskWorld world) {
    return world.clock.instant();
  }

  private static void change(TaskWorld world, UnaryOperator<Task> next) {
    if (!world.store.replace(next.apply(world.stored()))) {
      throw new IllegalStateException("lost a race in the making");
    }
  }
}
