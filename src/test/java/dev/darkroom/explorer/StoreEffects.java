package dev.darkroom.explorer;

import dev.darkroom.explorer.World.Message;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import dev.darkroom.testing.Examples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What calls to the store do: the twin of the store in memory, as a function. */
record StoreEffects(Interner values) {
  /** References of this name belong to another task of ours. */
  static final String FOREIGN = "foreign";

  private static final TaskId ANOTHER = Examples.request("another").taskId();

  List<Way> claim(World world, Task fresh) {
    var tombstone = world.get(Part.TOMBSTONE);
    if (tombstone.isPresent()) {
      return Way.read("claim: deleted", world, new TaskStore.Claim.Deleted(tombstone.get()));
    }
    var there = world.task();
    if (there.isPresent() && !fresh.mayClaimFrom(there.get())) {
      return Way.read("claim: taken", world, new TaskStore.Claim.Taken(there.get()));
    }
    var mine = bare(there.map(fresh::replacing).orElse(fresh));
    var after = stored(world, mine).with(Part.SENT, values.of(Set.<String>of()));
    return Way.write("claim", world, after, new TaskStore.Claim.Won(mine));
  }

  List<Way> replace(World world, Task next) {
    boolean isNext =
        world.task().filter(there -> there.version() == next.version() - 1).isPresent();
    var what = "write " + next.state().status() + (next.isPublished() ? " (told)" : "");
    return isNext
        ? Way.write(what, world, stored(world, bare(next)), true)
        : Way.read(what + ": lost race", world, false);
  }

  List<Way> delete(World world, Task task, Instant at) {
    boolean isThere = world.task().filter(one -> one.version() == task.version()).isPresent();
    if (!isThere) {
      return Way.read("delete: lost race", world, false);
    }
    var after =
        world
            .with(Part.TASK, values.of(Optional.<Task>empty()))
            .with(Part.TOMBSTONE, values.of(Optional.of(Tombstone.of(task, at))));
    return Way.write("delete", world, after, true);
  }

  List<Way> postpone(World world, Call.Postpone call) {
    var there =
        world.task().filter(task -> task.isOpen() && task.nextCheckAt().equals(call.seen()));
    if (there.isEmpty()) {
      return Way.read("postpone: lost race", world, false);
    }
    var task = there.get();
    var progress = call.notes().map(task.progress()::with).orElseGet(task::progress);
    var next = task.knowing(progress).withNextCheck(call.next());
    return Way.write("postpone", world, stored(world, next), true);
  }

  List<Way> own(World world, ProviderTaskRef ref, String claim) {
    return isOfAnother(world, ref, claim)
        ? Way.read("own: of another", world, false)
        : Way.write("own", world, owned(world, ref, claim), true);
  }

  List<Way> attach(World world, Task next, ProviderTaskRef ref) {
    boolean isNext =
        world.task().filter(there -> there.version() == next.version() - 1).isPresent();
    if (!isNext) {
      return Way.read("attach: lost race", world, TaskStore.Attachment.LOST_RACE);
    }
    var claim = next.claimMark();
    return isOfAnother(world, ref, claim)
        ? Way.read("attach: of another", world, TaskStore.Attachment.OF_ANOTHER)
        : Way.write(
            "attach",
            world,
            owned(stored(world, bare(next)), ref, claim),
            TaskStore.Attachment.WRITTEN);
  }

  private static boolean isOfAnother(World world, ProviderTaskRef ref, String claim) {
    return ref.id().startsWith(FOREIGN)
        || !world.get(Part.OWNED).getOrDefault(ref, claim).equals(claim);
  }

  private World owned(World world, ProviderTaskRef ref, String claim) {
    var owned = new HashMap<>(world.get(Part.OWNED));
    owned.put(ref, claim);
    return world.with(Part.OWNED, values.of(Map.copyOf(owned)));
  }

  List<Way> ownerOf(World world, ProviderTaskRef ref) {
    var owner =
        ref.id().startsWith(FOREIGN)
            ? Optional.of(ANOTHER)
            : Optional.of(Examples.request().taskId())
                .filter(ours -> world.get(Part.OWNED).containsKey(ref));
    return Way.read("owner of " + ref.id(), world, owner);
  }

  List<Way> keepCanary(World world, CanaryRecord seen) {
    boolean isLate = world.get(Part.CANARY).filter(it -> seen.at().isBefore(it.at())).isPresent();
    var kept = isLate ? world : world.with(Part.CANARY, values.of(Optional.of(seen)));
    return Way.write("keep canary", world, kept, "kept");
  }

  List<Way> keepPass(World world, SweepPass next) {
    boolean isNext = world.get(Part.PASS).map(SweepPass::version).orElse(0L) == next.version() - 1;
    return isNext
        ? Way.write("keep pass", world, world.with(Part.PASS, values.of(Optional.of(next))), true)
        : Way.read("keep pass: lost race", world, false);
  }

  static List<TaskStore.DueTask> due(World world, Predicate<Instant> window) {
    return world.task().stream()
        .filter(task -> task.isOpen() && window.test(task.nextCheckAt()))
        .map(task -> new TaskStore.DueTask(task.id(), task.nextCheckAt()))
        .toList();
  }

  private World stored(World world, Task task) {
    boolean holdsOurs =
        task.progress().hints().stream().anyMatch(world::isOurs)
            || referenceOf(task).filter(world::isOurs).isPresent();
    return world.with(Part.TASK, values.of(Optional.of(task))).known(world.known() || holdsOurs);
  }

  /** A reference in a message is written down as well. */
  static boolean holdsOurs(World world, Message message) {
    return message.check().hint().filter(world::isOurs).isPresent();
  }

  static Optional<ProviderTaskRef> referenceOf(Task task) {
    return switch (task.state()) {
      case TaskState.Submitted(var ref) -> Optional.of(ref);
      case TaskState.ResultKnown(var ref, _) -> Optional.of(ref);
      case TaskState.Delivered(var ref, _, _, _) -> Optional.of(ref);
      case TaskState.Failed(_, _, var ref) -> ref;
      case TaskState.Claimed _, TaskState.InDoubt _ -> Optional.empty();
    };
  }

  /** No step but for the cancel reads the words of a timeline, and that one only to be brief. */
  private static Task bare(Task task) {
    return task.toBuilder().timeline(task.timeline().withEntries(List.of())).build();
  }
}
