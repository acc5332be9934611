package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.FakeRecovery.ACCOUNT;

import dev.darkroom.check.Check;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.util.Optional;

/** One paid call in doubt at a provider that offers ways out of it. */
abstract class DoubtFixture {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final ProviderTaskRef TAKEN = TaskWorld.named("taken");
  static final ProviderTaskRef OTHER = TaskWorld.named("other");

  final TaskWorld world = new TaskWorld();
  final FakeRecovery recovery = new FakeRecovery();

  DoubtFixture() {
    world.acme.recoversBy(recovery).willReport(TaskWorld.success(1));
    world.delivery.willGive(world.result(java.util.List.of(0), java.util.List.of()));
  }

  /** As submission leaves it: the record, and the check on the queue. */
  void inDoubt() {
    inDoubt(Optional.of(FakeRecovery.sent()));
  }

  void inDoubt(Optional<SentCall> sent) {
    world.claimed();
    world.store.replace(
        world.stored().inDoubt(new InDoubt(ACME, "timed out", sent), world.clock.instant()));
    world.queue.put(check(), DoubtRecovery.REPEAT_AFTER);
  }

  Check check() {
    return Check.of(world.request.taskId());
  }

  /** An operator has seen that the account honours keys. */
  void trusted() {
    world.store.keepCanary(
        new CanaryRecord(ACME, true, ACCOUNT, world.clock.instant(), "one task"));
  }

  boolean isTrusted() {
    return world.store.canary(ACME).orElseThrow().isTrustedFor(ACCOUNT);
  }

  boolean isStillInDoubt() {
    return world.stored().state() instanceof InDoubt;
  }

  boolean isNotAccepted() {
    return world.stored().state() instanceof Failed(_, var finality, _)
        && finality == Finality.NOT_ACCEPTED;
  }
}
