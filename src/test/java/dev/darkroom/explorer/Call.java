package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One call of a step to a port. Every interleaving is one of these calls. */
sealed interface Call {
  record Find() implements Call {}

  record Claim(Task fresh) implements Call {}

  record Replace(Task next) implements Call {}

  record Postpone(Instant seen, Instant next, Optional<Integer> retryCount) implements Call {}

  record Own(ProviderTaskRef ref) implements Call {}

  record OwnerOf(ProviderTaskRef ref) implements Call {}

  record Due(DueWindow window) implements Call {}

  record OldestUnpublished() implements Call {}

  record ReadPass() implements Call {}

  record KeepPass(SweepPass next) implements Call {}

  record Backlog() implements Call {}

  record Put(Check check, Duration delay) implements Call {}

  record PutAll(List<Check> checks) implements Call {}

  /** What is known of the provider's idempotency keys. */
  record ReadCanary() implements Call {}

  record KeepCanary(CanaryRecord seen) implements Call {}

  /** The provider's list of tasks. */
  record ListTasks(ProviderId provider) implements Call {}

  /** The paid call, once more. */
  record Repeat(ProviderId provider, IdempotencyKey key) implements Call {}

  /** The paid call. */
  record Submit(ProviderId provider, IdempotencyKey key) implements Call {}

  record Ask(ProviderTaskRef ref) implements Call {}

  record Cancel(ProviderTaskRef ref) implements Call {}

  record Deliver(Task task, List<RemoteImage> images) implements Call {}

  record Publish(String channel, Task task) implements Call {}

  record UseToken(String token, boolean isSuccess) implements Call {}
}
