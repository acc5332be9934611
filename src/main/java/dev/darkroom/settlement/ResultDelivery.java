package dev.darkroom.settlement;

import dev.darkroom.delivery.Delivery;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.ResultKnown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Delivers and examines the images of a result: objects first, then the record.
 *
 * <p>A check may die between the two. So no image is called missing, and no task failed, before the
 * bucket was looked at: what lies there of this task is stored.
 */
@ApplicationScoped
class ResultDelivery {
  private final Delivery delivery;
  private final BucketSearch bucket;
  private final AdjustmentDetector detector;
  private final OutcomeRecorder recorder;
  private final CheckScheduler scheduler;
  private final Clock clock;

  ResultDelivery(
      Delivery delivery,
      BucketSearch bucket,
      AdjustmentDetector detector,
      OutcomeRecorder recorder,
      CheckScheduler scheduler,
      Clock clock) {
    this.delivery = delivery;
    this.bucket = bucket;
    this.detector = detector;
    this.recorder = recorder;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Delivers the images that can be had. */
  SettlementResult deliver(SettlementContext context, Succeeded done) {
    var task = context.task();
    var kept = ImageList.of(done.images());
    var images = ImageResults.of(task.progress(), fetch(task, kept.images()), kept.surplus());
    if (images.pending().isEmpty()) {
      return finish(context, images, done);
    }
    var until = scheduler.lifetime().until(task, done.linksExpireAt());
    return clock.instant().isBefore(until)
        ? retryPending(context, images, done, until)
        : finish(context, images, done);
  }

  /**
   * Ends a task whose provider is not asked again. Stored images are the delivery; without any, the
   * task failed.
   *
   * @param why it failed, then
   */
  SettlementResult conclude(SettlementContext context, Failure why) {
    var task = context.task();
    var seen = lastLook(context, ImageResults.unstored(task));
    if (seen.isEmpty()) {
      return recorder.recordFailure(context, ImageFailure.unseen(why), Finality.PROVISIONAL);
    }
    var images = ImageResults.last(task, seen.get());
    return images.stored().isEmpty()
        ? fail(context, images, why)
        : recordDelivery(context.leavingOver(images.others(seen.get())), images, Optional.empty());
  }

  /**
   * Records that nothing came in time. The task stays open. Images that are all in the bucket are
   * its delivery; only a list of the provider's tells whether they are all.
   */
  SettlementResult giveUp(SettlementContext context, Failure why) {
    var task = context.task();
    if (task.progress().listed().isEmpty()) {
      return recorder.recordFailure(context, why, Finality.PROVISIONAL);
    }
    var found = findNow(task, ImageResults.unstored(task));
    var images = ImageResults.last(task, found);
    return images.stored().isEmpty() || !images.missing().equals(task.progress().missing())
        ? recorder.recordFailure(context, why, Finality.PROVISIONAL)
        : recordDelivery(context.leavingOver(images.others(found)), images, Optional.empty());
  }

  /** Fetches the images. A fault of the whole delivery is retried with the next check. */
  private DeliveryResult fetch(Task task, List<RemoteImage> images) {
    try {
      return delivery.deliver(task, images);
    } catch (RuntimeException broken) {
      if (Thread.currentThread().isInterrupted()) {
        throw broken; // the function ends
      }
      var why = "it could not be delivered: " + broken.getClass().getSimpleName();
      return new DeliveryResult(
          List.of(),
          images.stream()
              .map(one -> new PendingImage(one.index(), ErrorCode.RESULT_UNAVAILABLE, why))
              .toList(),
          List.of());
    }
  }

  /** Ends a task: an image that is neither stored nor in the bucket is missing. */
  private SettlementResult finish(SettlementContext context, ImageResults seen, Succeeded done) {
    var task = context.task();
    var last = lastLook(context, seen.unstored());
    if (last.isEmpty()) {
      var until = scheduler.lifetime().until(task, done.linksExpireAt());
      var why = ImageFailure.of(seen.expired().missing().getFirst(), context.ref());
      return failProvisionally(context, seen, until, ImageFailure.unseen(why));
    }
    var found = last.get();
    var images = seen.with(found).expired();
    return images.stored().isEmpty()
        ? fail(context, images, ImageFailure.of(images.missing().getFirst(), context.ref()))
        : recordDelivery(context.leavingOver(images.others(found)), images, Optional.of(done));
  }

  /**
   * What the bucket has of a task that is about to end. Empty: it does not answer, and the
   * requester is notified first. After another task was attached, nobody knows whose images it has.
   */
  private Optional<List<StoredImage>> lastLook(SettlementContext context, List<Integer> indexes) {
    var task = context.task();
    if (task.progress().isDisplaced()) {
      return Optional.of(List.of());
    }
    return isFailureDue(context)
        ? bucket.findNow(task, indexes)
        : Optional.of(bucket.find(task, indexes));
  }

  /** The same, of a task that stays open. */
  private List<StoredImage> findNow(Task task, List<Integer> indexes) {
    return task.progress().isDisplaced()
        ? List.of()
        : bucket.findNow(task, indexes).orElseGet(List::of);
  }

  /**
   * Records the stored images.
   *
   * @param done the provider's last list; empty: the provider was not asked again
   */
  private SettlementResult recordDelivery(
      SettlementContext context, ImageResults images, Optional<Succeeded> done) {
    int made = Math.max(images.count(), done.map(list -> list.images().size()).orElse(0));
    var adjustments = detector.detect(context.task(), context.ref(), images.stored(), made);
    var delivered =
        context
            .task()
            .delivered(
                context.ref(),
                images.stored(),
                images.missing(),
                adjustments,
                done.flatMap(Succeeded::billed),
                clock.instant());
    return recorder.recordFinal(delivered, done.flatMap(Succeeded::linksExpireAt), context.check());
  }

  private SettlementResult fail(SettlementContext context, ImageResults images, Failure why) {
    var progress = context.task().progress();
    var knowing =
        context
            .task()
            .knowing(progress.imagesKnown(List.of(), images.missing(), progress.listed()));
    return knowing.state() instanceof Failed
        ? recorder.close(knowing, why.code().text(), context.check())
        : recorder.recordFailure(context.with(knowing), why, Finality.CERTAIN);
  }

  /**
   * Retries pending images as long as their links may live. That goes on after the requester was
   * notified of a failure. A delivery is final, so it waits until every image is stored or missing.
   * An image that is still found is delivered late.
   */
  private SettlementResult retryPending(
      SettlementContext context, ImageResults seen, Succeeded done, Instant until) {
    var task = context.task();
    boolean isNews = seen.isNewsTo(task.progress());
    var next = isNews ? context.withNews() : context;
    if (isFailureDue(next)) {
      return failUnfinished(context, seen, done, until);
    }
    var knowing = task.knowing(seen.knownIn(task.progress(), new Listed(seen.count(), until)));
    var current = recordProgress(task, knowing, seen.news(task.timeline()));
    if (current.isEmpty()) {
      return recorder.lostRace(knowing, context.check());
    }
    scheduler.retry(current.get(), Optional.empty(), next.check());
    return SettlementResult.pending(ErrorCode.RESULT_UNAVAILABLE, seen.cause());
  }

  /** Notifies the requester of what is not finished in time, unless the bucket has the rest. */
  private SettlementResult failUnfinished(
      SettlementContext context, ImageResults seen, Succeeded done, Instant until) {
    var task = context.task();
    var found = findNow(task, seen.unstored());
    var images = seen.with(found);
    var knowing = context.leavingOver(images.others(found));
    var pending = images.pending().stream().findFirst();
    if (pending.isEmpty()) {
      return finish(knowing, images, done);
    }
    var why = ImageFailure.unfinished(images, ImageFailure.of(pending.get(), context.ref()));
    return failProvisionally(knowing, images, until, why);
  }

  /** Notifies the requester, and goes on. What is known of the images is recorded with it. */
  private SettlementResult failProvisionally(
      SettlementContext context, ImageResults images, Instant until, Failure why) {
    var task = context.task();
    var knowing = task.knowing(images.knownIn(task.progress(), new Listed(images.count(), until)));
    return recorder.recordFailure(context.with(knowing), why, Finality.PROVISIONAL);
  }

  /**
   * Records the progress where there is any.
   *
   * @return the task as it is stored; empty: a race was lost
   */
  private Optional<Task> recordProgress(Task task, Task knowing, List<String> notes) {
    boolean isSame = knowing.progress().equals(task.progress().withRetryCount(0));
    return isSame ? Optional.of(task) : recorder.recordProgress(knowing, notes);
  }

  private boolean isFailureDue(SettlementContext context) {
    return switch (context.task().state()) {
      case Failed _, ResultKnown _ -> false; // told already; or only our record knows the links
      default -> scheduler.isFailureDue(context.task(), context.check());
    };
  }
}
