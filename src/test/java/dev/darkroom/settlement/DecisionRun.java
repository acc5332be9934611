package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.testing.Examples.ACME;

import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.check.Check;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One task, one or two actors at once, and what becomes of it. The provider has finished its task,
 * bills it, and cannot be asked to cancel.
 *
 * @param answers of the actors, in their order
 * @param end what the task is once nothing more can come
 * @param faults each invariant that was broken
 */
record DecisionRun(List<String> answers, String end, List<String> faults) {
  /** A cell that was not played: a fault. */
  static final DecisionRun NONE =
      new DecisionRun(List.of(), "not played", List.of("it was not played"));

  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final int MOST_ROUNDS = 300;

  DecisionRun {
    answers = List.copyOf(answers);
    faults = List.copyOf(faults);
  }

  /** One actor alone; then the same once more, which must change nothing. */
  static DecisionRun of(DecidedTask state, Actor actor) {
    var world = world(state);
    var before = world.stored();
    var answer = actor.act(world);
    var after = world.stored();
    var repeated = actor.act(world);
    var faults = new ArrayList<String>();
    if (repeated.startsWith("5")) {
      faults.add("a repetition was answered " + repeated);
    }
    if (actor.isPerson() && !world.stored().state().equals(after.state())) {
      faults.add("a repetition changed the record");
    }
    var run = ended(state, world, before, List.of(answer), faults);
    judgeImages(world, /* isBeingFetched= */ false, faults);
    return new DecisionRun(run.answers(), run.end(), faults);
  }

  /** The first has read the record; the second reads and writes it; then the first writes. */
  static DecisionRun of(DecidedTask state, Actor first, Actor second) {
    var world = world(state);
    var before = world.stored();
    var inBetween = new AtomicReference<Optional<String>>(Optional.empty());
    world.store.beforeNextReplace(() -> inBetween.set(Optional.of(second.act(world))));
    var answer = first.act(world);
    var written = Optional.ofNullable(inBetween.get()).flatMap(answered -> answered);
    boolean hasWritten = written.isPresent();
    world.store.beforeNextReplace(() -> {});
    var other = written.orElseGet(() -> second.act(world));
    var run = ended(state, world, before, List.of(answer, other), new ArrayList<>());
    var faults = new ArrayList<>(run.faults());
    judgeImages(world, hasWritten && first == Actor.CHECK, faults);
    return new DecisionRun(run.answers(), run.end(), faults);
  }

  private static TaskWorld world(DecidedTask state) {
    var bus = new RecordingChannel(NotificationChannel.EVENT_BUS.text());
    var world = new TaskWorld(Examples.request(), bus);
    world.acme.willReport(ref -> report(world, ref));
    state.bring(world);
    return world;
  }

  private static CheckResult report(TaskWorld world, ProviderTaskRef ref) {
    if (ref.equals(world.acme.ref())) {
      return reported(new Succeeded(List.of(Examples.remote(0)), Optional.of(DecisionTable.BILL)));
    }
    var daysAgo = Optional.of(world.clock.instant().minus(Duration.ofDays(3)));
    return new Reported(new Running(), daysAgo, Optional.empty());
  }

  private static DecisionRun ended(
      DecidedTask state, TaskWorld world, Task before, List<String> answers, List<String> faults) {
    finish(world);
    judge(state, world, before, faults);
    return new DecisionRun(answers, end(world.stored()), faults);
  }

  /** Has everything settled that is due, until nothing more can come of the task. */
  private static void finish(TaskWorld world) {
    world.pass(SHORT);
    for (int round = 0; round < MOST_ROUNDS && world.stored().isOpen(); round++) {
      var wait = Duration.between(world.clock.instant(), world.stored().nextCheckAt());
      if (wait.isPositive()) {
        world.clock.advance(wait);
      }
      world.settlement.settle(Check.of(world.request.taskId()).from(new Check.Source.Sweep()));
      world.pass(SHORT);
    }
  }

  private static String end(Task task) {
    var late = task.state() instanceof Delivered(_, _, _, var isLate) && isLate ? ", late" : "";
    return task.state().status() + late + ", " + SubmitAnswer.of(task).cost().status();
  }

  private static void judge(DecidedTask state, TaskWorld world, Task before, List<String> faults) {
    var end = world.stored();
    if (world.acme.submitCount() + world.bolt.submitCount() > 0) {
      faults.add("a paid call was made");
    }
    if (end.isOpen()) {
      faults.add("it never ends");
    }
    if (!world.queue.dead().isEmpty()) {
      faults.add("a check ended among the dead letters");
    }
    boolean mayChange =
        !(before.state() instanceof Final)
            || before.isProvisional()
            || state == DecidedTask.REFUSED;
    if (!mayChange && !end.state().equals(before.state())) {
      faults.add("a final state was overwritten");
    }
    if (before.state().isCancelled()
        && !(end.state().isCancelled()
            || (end.state() instanceof Delivered(_, _, _, var isLate) && isLate))) {
      faults.add("a cancelled task became something else");
    }
    judgeOutcomes(state, world, before, faults);
    judgeBill(end, faults);
  }

  /** One outcome; a second one only for images that were delivered late. */
  private static void judgeOutcomes(
      DecidedTask state, TaskWorld world, Task before, List<String> faults) {
    var told = new LinkedHashSet<String>();
    if (state.isTold()) {
      told.add(before.outcomeId());
    }
    told.addAll(world.channel.outcomeIds());
    boolean isLate = told.size() == 2 && told.getLast().endsWith("-succeeded-late");
    if (told.size() > 1 && !isLate) {
      faults.add("outcomes: " + told);
    }
    if (told.isEmpty() && state != DecidedTask.REFUSED) {
      faults.add("nobody was told");
    }
  }

  private static void judgeBill(Task end, List<String> faults) {
    var cost = SubmitAnswer.of(end).cost().status();
    boolean isNamed =
        switch (end.state()) {
          case Delivered _ -> cost.equals("billed");
          case Failed(var failure, _, var ref) ->
              end.state().isUnspent()
                  ? cost.equals("none")
                  : !cost.equals("none")
                      && failure.provider().equals(Optional.of(ACME))
                      && (!end.state().isCancelled() || ref.isEmpty() || cost.equals("billed"));
          default -> false;
        };
    if (!isNamed) {
      faults.add("its bill is not named: " + cost);
    }
  }

  /**
   * No image is stored that nobody gets.
   *
   * @param isBeingFetched a check had stored images already, as somebody decided to drop them: they
   *     stay in the bucket, and no record names them
   */
  private static void judgeImages(TaskWorld world, boolean isBeingFetched, List<String> faults) {
    boolean isInVain = world.delivery.count() > 0 && !(world.stored().state() instanceof Delivered);
    if (isInVain && !isBeingFetched) {
      faults.add("images were stored that nobody gets");
    }
  }
}
