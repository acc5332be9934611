package dev.darkroom.explorer;

import static dev.darkroom.explorer.Judge.no;

import dev.darkroom.explorer.World.Stage;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.Tombstone;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must be right when nothing happens any more. */
record LastJudgement(Scenario scenario) {
  void of(World world) {
    boolean isAnyDone = world.theirs().stream().anyMatch(one -> one.stage() == Stage.DONE);
    var task = world.task();
    var tombstone = world.get(Part.TOMBSTONE);
    if (tombstone.isPresent()) {
      deleted(world, tombstone.get());
    } else if (task.isEmpty()) {
      no(isAnyDone, "paid, and no record");
    } else {
      ended(world, task.get(), isAnyDone);
    }
    for (var token : world.get(Part.WAITING)) {
      no(!world.get(Part.TOKENS).containsKey(token), "a state machine waits for ever: " + token);
    }
    no(
        scenario.has(Feature.RECHECK)
            && world.get(Part.DEAD).stream().noneMatch(LetterEffects::isOfAnother),
        "another task's dead letter is gone");
  }

  /** Of a deleted task nothing is in the bucket but objects without bytes. */
  private static void deleted(World world, Tombstone tombstone) {
    world
        .get(Part.OBJECTS)
        .forEach(
            (key, sha256) ->
                no(
                    key.contains("/" + tombstone.claimMark() + "/")
                        && !sha256.equals(ImageEffects.EMPTY),
                    "an object of a deleted task: " + key));
  }

  private void ended(World world, Task task, boolean isAnyDone) {
    no(task.isOpen(), "still open: " + task.state());
    no(task.state() instanceof Delivered && !isAnyDone, "delivered, and never paid");
    boolean isEachDone = world.theirs().stream().allMatch(one -> one.stage() == Stage.DONE);
    if (isAnyDone && isEachDone && world.isInTime() && world.known()) {
      lossless(world, task);
    }
    if (task.state() instanceof Delivered state) {
      IntStream.range(0, scenario.images()).forEach(index -> named(state, index));
    }
    world.get(Part.OBJECTS).keySet().stream()
        .filter(key -> key.contains("/" + task.claimMark() + "/"))
        .filter(key -> !isUnguessable(task, key))
        .forEach(key -> no(!isNamed(task, key), "an object that no record names: " + key));
    if (!task.isNotAccepted()) {
      told(world, task, NotificationChannel.EVENT_BUS);
      if (scenario.has(Feature.WEBHOOK)) {
        told(world, task, NotificationChannel.WEBHOOK);
      }
    }
  }

  /**
   * Two tasks of the provider were paid for one claim, and the check of the first died between its
   * object and the record. The usual key was taken, and nobody can guess the other one.
   */
  private static boolean isUnguessable(Task task, String key) {
    return task.progress().isDisplaced() && ImageEffects.isUnguessable(key);
  }

  /** What was paid for, known, and to be had is delivered, unless people did not want it. */
  private void lossless(World world, Task task) {
    if (task.state() instanceof Delivered(var ref, var images, _, _)) {
      IntStream.range(0, scenario.images())
          .filter(index -> !ImageEffects.isLost(world, ref, index))
          .forEach(
              index ->
                  no(
                      images.stream().noneMatch(one -> one.index() == index),
                      "an image is lost that could be had: " + index));
      return;
    }
    boolean isToBeHad =
        world.theirs().stream()
            .anyMatch(
                one ->
                    IntStream.range(0, scenario.images())
                        .anyMatch(index -> !ImageEffects.isLost(world, one.ref(), index)));
    no(isToBeHad && !mayEndWithout(task, world), "paid, known, and lost: " + task.state());
  }

  /** Every image is stored or named as missing. */
  private static void named(Delivered state, int index) {
    boolean isStored = state.images().stream().map(StoredImage::index).anyMatch(it -> it == index);
    boolean isMissing =
        state.missing().stream().map(MissingImage::index).anyMatch(it -> it == index);
    no(isStored == isMissing, "an image is neither stored nor missing, or both: " + index);
  }

  /** Whether the record names an object, as part of the delivery or beside it. */
  private static boolean isNamed(Task task, String key) {
    var delivered =
        task.state() instanceof Delivered state ? state.images() : List.<StoredImage>of();
    return Stream.concat(delivered.stream(), task.progress().leftovers().stream())
        .map(StoredImage::key)
        .anyMatch(key::equals);
  }

  private static void told(World world, Task task, NotificationChannel channel) {
    no(
        !world.get(Part.TOLD).containsKey(channel.text() + " " + task.outcomeId()),
        "the outcome is not told on " + channel.text() + ": " + task.outcomeId());
  }

  /** Whether a paid image may stay away: people did not want it. */
  private static boolean mayEndWithout(Task task, World world) {
    return world.get(Part.DECIDED).stream().anyMatch((Steps.CANCEL + " DROP")::equals)
        || (task.state().isCancelled() && isDropped(world));
  }

  /** Whether a cancel may have been written whose answer was lost. */
  private static boolean isDropped(World world) {
    return world.get(Part.DECIDED).isEmpty();
  }
}
