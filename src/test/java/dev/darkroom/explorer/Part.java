package dev.darkroom.explorer;

import dev.darkroom.explorer.World.Letter;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One part of a world. Every part is a value with a number of its own.
 *
 * @param place in the world's list of parts
 * @param first what it is at the start
 */
record Part<T>(int place, T first) {
  /** The record, without the words of its timeline. */
  static final Part<Optional<Task>> TASK = new Part<>(0, Optional.empty());

  /** Provider's tasks that are recorded as ours, with the claim that each belongs to. */
  static final Part<Map<ProviderTaskRef, String>> OWNED = new Part<>(1, Map.of());

  static final Part<Optional<SweepPass>> PASS = new Part<>(2, Optional.empty());
  static final Part<Optional<CanaryRecord>> CANARY = new Part<>(3, Optional.empty());
  static final Part<List<Message>> QUEUE = new Part<>(4, List.of());
  static final Part<List<Letter>> DEAD = new Part<>(5, List.of());

  /** Tasks at providers. */
  static final Part<List<Theirs>> THEIRS = new Part<>(6, List.of());

  /** What each channel took: by channel and outcome, in words. */
  static final Part<Map<String, String>> TOLD = new Part<>(7, Map.of());

  /** Task tokens that were handed back, and whether with a success. */
  static final Part<Map<String, Boolean>> TOKENS = new Part<>(8, Map.of());

  /** Task tokens of events that were taken: each must be handed back. */
  static final Part<Set<String>> WAITING = new Part<>(9, Set.of());

  /** What people decided, and control recorded. */
  static final Part<Set<String>> DECIDED = new Part<>(10, Set.of());

  /** The bucket: the hash of the bytes under each key. */
  static final Part<Map<String, String>> OBJECTS = new Part<>(11, Map.of());

  /** Images that no provider has any more. */
  static final Part<Set<String>> LOST = new Part<>(12, Set.of());

  /** Paid calls and repeats of this life that may have reached a provider. */
  static final Part<Set<String>> SENT = new Part<>(13, Set.of());

  /** How many records of this id had their life before. */
  static final Part<Integer> LIFE = new Part<>(14, 0);

  /** What stands in the place of a deleted record. */
  static final Part<Optional<Tombstone>> TOMBSTONE = new Part<>(15, Optional.empty());

  /** Whether a deletion has reached the bucket, and has not ended: its requester repeats it. */
  static final Part<Boolean> DELETING = new Part<>(16, false);

  static final List<Part<?>> ALL =
      List.of(
          TASK, OWNED, PASS, CANARY, QUEUE, DEAD, THEIRS, TOLD, TOKENS, WAITING, DECIDED, OBJECTS,
          LOST, SENT, LIFE, TOMBSTONE, DELETING);
}
