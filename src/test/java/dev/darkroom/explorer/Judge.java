package dev.darkroom.explorer;

import dev.darkroom.explorer.ProviderEffects.Keys;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import java.time.Duration;

/** The invariants after every call. */
final class Judge {
  private static final int MOST_CALLS = 150;

  /** The latest next check after the deadline: when the longest links are dead. */
  private static final Duration LATEST_CHECK = Duration.ofDays(2);

  private final Scenario scenario;
  private final LastJudgement last;

  Judge(Scenario scenario) {
    this.scenario = scenario;
    last = new LastJudgement(scenario);
  }

  /** An invariant does not hold. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
      super(what);
    }
  }

  /** Breaks the history if something is the case. */
  static void no(boolean isWrong, String what) {
    if (isWrong) {
      throw new Broken(what);
    }
  }

  /** A step fails because a port did, and for no other reason. */
  void ended(Object result) {
    boolean isPorts =
        result instanceof Ports.Down
            || (result instanceof Throwable failed && failed.getCause() instanceof Ports.Down);
    no(result instanceof Throwable && !isPorts, "a step broke: " + result);
  }

  /** No step makes calls without end. */
  void begins(Script script) {
    if (script.length() > MOST_CALLS) {
      throw new Broken("a step never ends: " + script.work);
    }
  }

  World after(World before, Call call, World after) {
    switch (call) {
      case Call.Submit(_, var key) -> paid(before, key);
      case Call.Repeat _ -> no(before.get(Part.SENT).contains("repeat"), "repeated twice");
      case Call.UseToken(_, var isSuccess) ->
          no(
              !isDeleted(before)
                  && before.task().filter(task -> mayRelease(task, isSuccess)).isEmpty(),
              "a token is released before the outcome is recorded");
      case Call.Publish(var channel, var task) -> told(before, channel, task);
      default -> {}
    }
    int most = scenario.keys() == Keys.IGNORED ? 2 : 1;
    if (after.theirs().size() > most) {
      throw new Broken("paid twice: " + after.theirs());
    }
    if (after.task().isPresent()) {
      record(before, after, after.task().get());
    }
    return after;
  }

  /** The paid call is made once, unless the one before is known not to have been taken. */
  private static void paid(World before, IdempotencyKey key) {
    no(!before.get(Part.SENT).isEmpty(), "a paid call is made after one that may have been taken");
    no(
        before.get(Part.THEIRS).stream().anyMatch(one -> one.key().equals(key.value())),
        "a paid call has the key of an earlier one");
  }

  /** What is told is recorded, and one outcome says one thing. */
  private static void told(World before, String channel, Task task) {
    no(
        !isDeleted(before)
            && before.task().filter(there -> there.version() >= task.version()).isEmpty(),
        "an outcome is told before it is recorded");
    var told = before.get(Part.TOLD).get(channel + " " + task.outcomeId());
    no(
        told != null && !told.equals(ToldEffects.words(task)),
        "one outcome says two things: " + told + " and " + ToldEffects.words(task));
  }

  /** A check that was telling an outcome goes on after its deletion. */
  private static boolean isDeleted(World world) {
    return world.get(Part.TOMBSTONE).isPresent();
  }

  private void record(World before, World after, Task task) {
    no(isWronglyFree(task, after), "said to be not taken, and was");
    if (before.hasSameTask(after)) {
      return;
    }
    no(
        scenario.keys() == Keys.NONE && task.isNotAccepted() && !after.get(Part.SENT).isEmpty(),
        "said to be not taken, and nobody knows");
    no(
        task.isOpen()
            && task.nextCheckAt()
                .isAfter(later(task, after).plus(Scenario.USUAL_LINKS).plus(LATEST_CHECK)),
        "its next check is too late: " + task.nextCheckAt());
    var ref = StoreEffects.referenceOf(task);
    no(
        ref.filter(one -> after.theirs().stream().noneMatch(it -> it.ref().equals(one)))
            .isPresent(),
        "another task's reference is recorded: " + ref);
    task.progress().leftovers().forEach(one -> stored(after, task, one));
    if (task.state() instanceof Delivered(var theirs, var images, _, _)) {
      images.forEach(image -> delivered(after, task, theirs, image));
    }
    before.task().ifPresent(there -> transition(after, there, task));
  }

  private static java.time.Instant later(Task task, World after) {
    return task.deadline().isAfter(after.now()) ? task.deadline() : after.now();
  }

  /** An image in a final record is in the bucket, is of that task, and of this claim. */
  private static void delivered(World after, Task task, ProviderTaskRef ref, StoredImage image) {
    stored(after, task, image);
    no(
        !image.sha256().equals(ImageEffects.sha256(ref, image.index())),
        "delivered with another task's image: " + image.key());
    no(task.progress().leftovers().contains(image), "delivered, and left over: " + image.key());
  }

  /** An image that a record names is in the bucket, and is of this claim. */
  private static void stored(World after, Task task, StoredImage image) {
    no(
        !after.get(Part.DELETING)
            && !image.sha256().equals(after.get(Part.OBJECTS).get(image.key())),
        "named, and not in the bucket: " + image.key());
    no(
        !image.key().contains("/" + task.claimMark() + "/"),
        "named, and another claim's object: " + image.key());
  }

  /** A task that says that nothing was spent, and whose claim a provider took. */
  private static boolean isWronglyFree(Task task, World world) {
    var key = IdempotencyKey.of(task).value();
    return task.isNotAccepted()
        && world.get(Part.THEIRS).stream().map(Theirs::key).anyMatch(key::equals);
  }

  /** A refusal may be told while the next claim of the id runs. */
  private static boolean mayRelease(Task task, boolean isSuccess) {
    return isSuccess
        ? task.state() instanceof Delivered
        : task.state() instanceof TaskState.Final || task.revision().attempt() > 1;
  }

  private static void transition(World world, Task before, Task after) {
    boolean isAllowed =
        switch (before.state()) {
          case Delivered state -> after.state().equals(state);
          case Failed(_, var finality, _) ->
              switch (finality) {
                case CERTAIN -> after.state().equals(before.state());
                case NOT_ACCEPTED ->
                    after.state().isCancelled()
                        || after.state().equals(before.state())
                        || after.state() instanceof TaskState.Claimed;
                case DISCARDED -> after.state().isCancelled();
                case PROVISIONAL ->
                    after.state() instanceof Delivered(_, _, _, var late)
                        ? late
                        : after.state() instanceof Failed(_, var next, _)
                            && next != Finality.NOT_ACCEPTED;
              };
          case TaskState.Open _ -> true;
        };
    if (!isAllowed) {
      throw new Broken("a final state changed: " + before.state() + " -> " + after.state());
    }
    boolean isHintDropped =
        before.progress().hints().stream()
            .anyMatch(hint -> world.isOurs(hint) && !after.progress().hints().contains(hint));
    no(
        isHintDropped && after.isOpen() && StoreEffects.referenceOf(after).isEmpty(),
        "a hint is dropped that was right: " + before.progress().hints());
    no(
        before.progress().stored().stream().anyMatch(image -> !isKept(image, after)),
        "a stored image is forgotten: " + before.progress().stored());
  }

  private static boolean isKept(StoredImage image, Task after) {
    boolean isToDeliver =
        switch (after.state()) {
          case Delivered(_, var images, _, _) -> images.contains(image);
          default -> after.progress().stored().contains(image);
        };
    return isToDeliver || after.progress().leftovers().contains(image);
  }

  void atTheEnd(World world) {
    last.of(world);
  }
}
