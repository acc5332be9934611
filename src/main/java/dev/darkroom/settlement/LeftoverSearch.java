package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Step;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names the objects in the bucket that are no part of their task's outcome.
 *
 * <p>A check stores objects first and writes the record then. Between the two it may die, or
 * another check or a cancel may end the task without these objects. So the bucket is looked at
 * twice: by the check that ends a task, and by each check that finds it ended. A check that was
 * storing meanwhile is such a check: it lost its race and was put back, or died and is delivered
 * again.
 */
@ApplicationScoped
class LeftoverSearch {
  private final BucketSearch bucket;
  private final CheckScheduler scheduler;
  private final TaskStore store;
  private final Clock clock;
  private final StepLog log;

  LeftoverSearch(
      BucketSearch bucket, CheckScheduler scheduler, TaskStore store, Clock clock, StepLog log) {
    this.bucket = bucket;
    this.scheduler = scheduler;
    this.store = store;
    this.clock = clock;
    this.log = log;
  }

  /**
   * The same version of a task, with the objects that its end leaves over. A task that has not
   * ended, or has every image, is not looked at.
   *
   * @throws RuntimeException if the bucket does not answer; not for ever
   */
  Task named(Task ending) {
    var indexes = indexes(ending);
    if (indexes.isEmpty()) {
      return ending;
    }
    return ending.withLeftovers(bucket.find(ending, indexes));
  }

  /** Names what came into the bucket after the task had ended. A lost race is tried again. */
  void nameLate(Task ended, Check check) {
    if (indexes(ended).isEmpty()) {
      return;
    }
    var watch = StopWatch.start();
    var current = store.find(ended.id()).orElse(ended);
    if (!isRecorded(current, named(current), watch)) {
      scheduler.putBack(check);
    }
  }

  /**
   * Empties what came into the bucket after its task was deleted: the requester was told that
   * nothing is left, and no record can name it. To delete it is not this function's right.
   *
   * @throws RuntimeException if the bucket does not answer
   */
  void emptyOf(Tombstone deleted) {
    var watch = StopWatch.start();
    report(deleted, bucket.empty(deleted), watch);
  }

  private void report(Tombstone deleted, int emptied, StopWatch watch) {
    if (emptied > 0) {
      var id = Optional.of(deleted.id());
      log.warn(Step.SETTLEMENT, id, Optional.empty(), "emptied:" + emptied, watch.elapsed());
    }
  }

  /**
   * Names the objects that a check has stored for a version that was not written, if nobody can
   * guess their keys. No search finds them later. Those of a deleted task are emptied.
   */
  void nameUnguessable(Task unwritten) {
    var odd = stored(unwritten).stream().filter(LeftoverSearch::hasOtherKey).toList();
    var there = odd.isEmpty() ? Optional.<Task>empty() : current(unwritten);
    if (!odd.isEmpty() && there.isEmpty()) {
      emptyUnguessable(unwritten, odd);
    }
    while (there.isPresent()) {
      var watch = StopWatch.start();
      var before = there.get();
      var named = before.withLeftovers(without(odd, stored(before)));
      there = isRecorded(before, named, watch) ? Optional.empty() : current(unwritten);
    }
  }

  private void emptyUnguessable(Task unwritten, List<StoredImage> odd) {
    var watch = StopWatch.start();
    store
        .findDeleted(unwritten.id())
        .filter(deleted -> deleted.claimMark().equals(unwritten.claimMark()))
        .ifPresent(deleted -> report(deleted, bucket.empty(odd), watch));
  }

  /** Whether the record has these names now; false: somebody else changed it meanwhile. */
  private boolean isRecorded(Task before, Task named, StopWatch watch) {
    int more = named.progress().leftovers().size() - before.progress().leftovers().size();
    if (more == 0) {
      return true;
    }
    var next = named.progressed(List.of("left over in the bucket: " + more), clock.instant());
    if (!store.replace(next)) {
      return false;
    }
    log.info(Step.SETTLEMENT, next, "leftovers:" + more, watch.elapsed());
    return true;
  }

  private Optional<Task> current(Task unwritten) {
    return store.find(unwritten.id()).filter(unwritten::isSameClaimAs);
  }

  private static List<StoredImage> stored(Task task) {
    return task.state() instanceof Delivered(_, var images, _, _)
        ? images
        : task.progress().stored();
  }

  private static List<StoredImage> without(List<StoredImage> images, List<StoredImage> known) {
    var keys = known.stream().map(StoredImage::key).toList();
    return images.stream().filter(image -> !keys.contains(image.key())).toList();
  }

  /** The images of an ended task that may be in the bucket, and are not delivered from there. */
  private static List<Integer> indexes(Task ending) {
    return switch (ending.state()) {
      case Delivered(_, var images, var missing, _) ->
          Stream.concat(
                  missing.stream().map(MissingImage::index),
                  images.stream()
                      .filter(image -> ending.progress().isDisplaced() || hasOtherKey(image))
                      .map(StoredImage::index))
              .filter(index -> index < ImageList.MOST)
              .toList();
      case Failed(_, var finality, var ref) when finality == Finality.CERTAIN && ref.isPresent() ->
          IntStream.range(0, ImageResults.expected(ending)).boxed().toList();
      case Claimed _, Submitted _, ResultKnown _, InDoubt _, Failed _ -> List.of();
    };
  }

  /** Other bytes were under its usual key when it was stored. */
  private static boolean hasOtherKey(StoredImage image) {
    return image.key().substring(image.key().lastIndexOf('/') + 1).contains("-");
  }
}
