package dev.darkroom.settlement;

import dev.darkroom.base.Bounds;
import dev.darkroom.check.Check;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.InDoubt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A paid call whose fate is unknown, and what its provider offers to learn it.
 *
 * @param task as it is stored, in doubt
 */
record Doubt(Task task, ImageProvider provider, DoubtRecovery recovery, Check check) {
  /** How long a provider remembers a key is not known: no repeat is made later than this. */
  private static final Duration REPEAT_WITHIN = Duration.ofMinutes(10);

  /** The same with the task as it is stored now. */
  Doubt with(Task stored) {
    return new Doubt(stored, provider, recovery, check);
  }

  Optional<SentCall> sent() {
    return task.state() instanceof InDoubt(_, _, var sent) ? sent : Optional.empty();
  }

  IdempotencyKey key() {
    return IdempotencyKey.of(task);
  }

  /** How long until a repeat may be made; zero: now. */
  Duration untilRepeat(Instant now) {
    return left(now, since().plus(DoubtRecovery.REPEAT_AFTER));
  }

  /** The call, if it may be repeated now, as far as its record says. */
  Optional<SentCall> repeatable(Instant now) {
    return sent()
        .filter(call -> call.repeatableBody().isPresent())
        .filter(call -> now.isBefore(since().plus(REPEAT_WITHIN)));
  }

  /** How long until the provider's list can prove that nothing was taken; zero: now. */
  Duration untilList(Instant now) {
    var last = sent().flatMap(SentCall::repeatedAt).filter(since()::isBefore).orElse(since());
    return left(now, last.plus(recovery.listMargin()));
  }

  /** How long ago the claim was. No task of the provider that is older can be this one. */
  Duration age(Instant now) {
    return Duration.between(task.createdAt(), now);
  }

  /** When the doubt was recorded. The first call had ended by then. */
  private Instant since() {
    return task.timeline().updatedAt();
  }

  private static Duration left(Instant now, Instant until) {
    return Bounds.atLeast(Duration.between(now, until), Duration.ZERO);
  }
}
