package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleDeadLetters.Letter;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One call of a step to a port. Every interleaving is one of these calls. */
sealed interface Call {
  /** To the table. */
  sealed interface OfStore extends Call {}

  /** To a provider. */
  sealed interface OfProvider extends Call {}

  record Find() implements OfStore {}

  record Claim(Task fresh) implements OfStore {}

  record Replace(Task next) implements OfStore {}

  record Attach(Task next, ProviderTaskRef ref) implements OfStore {}

  /** Puts a tombstone in the record's place. */
  record Delete(Task task, Instant at) implements OfStore {}

  record FindDeleted() implements OfStore {}

  record Postpone(Instant seen, Instant next, Optional<CheckNotes> notes) implements OfStore {}

  record Own(ProviderTaskRef ref, String claim) implements OfStore {}

  record OwnerOf(ProviderTaskRef ref) implements OfStore {}

  record Due(DueWindow window) implements OfStore {}

  record OldestUnpublished() implements OfStore {}

  record ReadPass() implements OfStore {}

  record KeepPass(SweepPass next) implements OfStore {}

  record Backlog() implements Call {}

  record Put(Check check, Duration delay) implements Call {}

  record PutAll(List<Check> checks) implements Call {}

  /** What is known of the provider's idempotency keys. */
  record ReadCanary() implements OfStore {}

  record KeepCanary(CanaryRecord seen) implements OfStore {}

  /** The provider's list of tasks. */
  record ListTasks(ProviderId provider) implements OfProvider {}

  /** The paid call, once more. */
  record Repeat(ProviderId provider, IdempotencyKey key) implements OfProvider {}

  /** The paid call. */
  record Submit(ProviderId provider, IdempotencyKey key) implements OfProvider {}

  record Ask(ProviderTaskRef ref) implements OfProvider {}

  record Cancel(ProviderTaskRef ref) implements OfProvider {}

  record Deliver(Task task, List<RemoteImage> images) implements OfBucket {}

  /** To the bucket. */
  sealed interface OfBucket extends Call {}

  /** Looks into the bucket. */
  record Look(Task task, List<Integer> indexes) implements OfBucket {}

  /** Deletes objects; that there is none under a key is success. */
  record DeleteObjects(List<String> keys) implements OfBucket {}

  /** Empties what a deleted task has in the bucket, under its usual keys. */
  record EmptyAll(Tombstone deleted) implements OfBucket {}

  /** Empties these objects. */
  record Empty(List<StoredImage> images) implements OfBucket {}

  record Publish(String channel, Task task) implements Call {}

  record UseToken(String token, boolean isSuccess) implements Call {}

  /** Some dead letters, which are hidden then. */
  record Receive() implements Call {}

  record Show(List<Letter> letters) implements Call {}

  record Remove(Letter letter) implements Call {}
}
