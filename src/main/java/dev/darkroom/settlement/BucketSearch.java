package dev.darkroom.settlement;

import dev.darkroom.delivery.Delivery;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.Step;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into the bucket for a task's images, whatever its record says. */
@ApplicationScoped
class BucketSearch {
  /** How long after the end of all links a task waits for a bucket that does not answer. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Delivery delivery;
  private final CheckScheduler scheduler;
  private final Clock clock;
  private final StepLog log;

  BucketSearch(Delivery delivery, CheckScheduler scheduler, Clock clock, StepLog log) {
    this.delivery = delivery;
    this.scheduler = scheduler;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Finds objects before a task ends.
   *
   * @param indexes of the images that are looked for
   * @throws RuntimeException if the bucket does not answer; not for ever
   */
  List<StoredImage> find(Task task, List<Integer> indexes) {
    boolean isPatient = clock.instant().isBefore(scheduler.lifetime().end(task).plus(PATIENCE));
    return find(task, indexes, isPatient).orElseGet(List::of);
  }

  /**
   * Finds objects of a task that may stay open.
   *
   * @return empty: the bucket does not answer, and is asked later
   */
  Optional<List<StoredImage>> findNow(Task task, List<Integer> indexes) {
    return find(task, indexes, /* isPatient= */ false);
  }

  /** Empties the objects of a deleted task; returns how many there were. */
  int empty(Tombstone deleted) {
    return delivery.empty(deleted);
  }

  /** Empties these objects; returns how many they are. */
  int empty(List<StoredImage> late) {
    delivery.empty(late);
    return late.size();
  }

  private Optional<List<StoredImage>> find(Task task, List<Integer> indexes, boolean isPatient) {
    if (indexes.isEmpty()) {
      return Optional.of(List.of());
    }
    try {
      return Optional.of(withThoseBehind(task, indexes));
    } catch (RuntimeException unseen) {
      if (isPatient || Thread.currentThread().isInterrupted()) {
        throw unseen;
      }
      var why = "bucket_unseen:" + unseen.getClass().getSimpleName();
      var id = Optional.of(task.id()); // its version is not written yet
      log.warn(Step.SETTLEMENT, id, task.provider(), why, Duration.ZERO);
      return Optional.empty();
    }
  }

  /** A provider may make more than was asked for: where the last one is, there may be others. */
  private List<StoredImage> withThoseBehind(Task task, List<Integer> indexes) {
    var found = new ArrayList<>(delivery.find(task, indexes));
    int last = indexes.getLast();
    while (last < ImageList.MOST - 1 && isAmong(found, last)) {
      last++;
      found.addAll(delivery.find(task, List.of(last)));
    }
    return List.copyOf(found);
  }

  private static boolean isAmong(List<StoredImage> images, int index) {
    return images.stream().anyMatch(image -> image.index() == index);
  }
}
