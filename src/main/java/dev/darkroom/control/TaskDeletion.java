package dev.darkroom.control;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.control.DeletionResult.Deleted;
import dev.darkroom.control.DeletionResult.NotDeleted;
import dev.darkroom.control.DeletionResult.NotEnded;
import dev.darkroom.control.DeletionResult.NotTold;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.Step;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes generations for their requesters: first the objects, then the record. A tombstone takes
 * the record's place, so that the id is not paid for again. A crash in between leaves the record or
 * the tombstone, and a repetition goes on from there.
 *
 * <p>A check that began before may store an object whenever it likes, and die, and its message may
 * have been handled twice, so that it does not come again. So a last check is queued, for when no
 * such check can be under way any more: it empties what it finds under the tombstone's keys.
 */
@ApplicationScoped
public class TaskDeletion {
  private static final int MOST_RACES = 10;

  private final ControlWrites writes;
  private final TaskStore store;
  private final ImageStore images;
  private final SettleQueue queue;
  private final Clock clock;
  private final StepLog log;

  TaskDeletion(
      ControlWrites writes,
      TaskStore store,
      ImageStore images,
      SettleQueue queue,
      Clock clock,
      StepLog log) {
    this.writes = writes;
    this.store = store;
    this.images = images;
    this.queue = queue;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Deletes a task that has ended, and whose outcome everybody knows.
   *
   * @throws RuntimeException if the bucket, the store or the queue failed: a repetition is safe
   */
  public DeletionResult delete(EitherId id) {
    var task = writes.find(id);
    for (int race = 0; task.isPresent() && race < MOST_RACES; race++) {
      var there = task.get();
      if (there.isOpen()) {
        return isTold(there) ? new NotEnded(there) : new NotTold(there);
      }
      if (isDeleted(there)) {
        return new Deleted();
      }
      task = writes.find(id);
    }
    return task.<DeletionResult>map(last -> new NotDeleted(new ControlResult.LostRaces(last)))
        .orElseGet(() -> absent(id));
  }

  private static boolean isTold(Task open) {
    return open.isProvisional() || !(open.state() instanceof Final);
  }

  /** Deletes objects and record; false: somebody else changed the record meanwhile. */
  private boolean isDeleted(Task task) {
    var watch = StopWatch.start();
    var keys = keys(task);
    images.delete(keys);
    var now = clock.instant();
    if (!store.delete(task, now)) {
      return false;
    }
    log.info(Step.CONTROL, Tombstone.of(task, now), task.provider(), "deleted", watch.elapsed());
    queueLastCheck(task.id());
    images.delete(keys); // a check may have stored one again before the tombstone stood
    return true;
  }

  /** The keys of every object that the record names. */
  private static List<String> keys(Task task) {
    var delivered =
        task.state() instanceof Delivered(_, var images, _, _) ? images : List.<StoredImage>of();
    var progress = task.progress();
    return Stream.of(delivered, progress.stored(), progress.leftovers())
        .flatMap(List::stream)
        .map(StoredImage::key)
        .distinct()
        .toList();
  }

  /** No function runs longer than that. */
  private void queueLastCheck(TaskId deleted) {
    queue.put(Check.of(deleted), SettleQueue.LONGEST_DELAY);
  }

  private DeletionResult absent(EitherId id) {
    var why = writes.absent(id);
    if (why instanceof ControlResult.Deleted(var tombstone)) {
      queueLastCheck(tombstone.id()); // the deletion may have died before it did so
      return new Deleted();
    }
    return new NotDeleted(why);
  }
}
