package dev.darkroom.provider;

import dev.darkroom.task.SentCall;
import java.time.Duration;

/** What a provider offers to learn the fate of a paid call without a callback. */
public interface DoubtRecovery {
  /** How long after a doubt the call may be repeated: a call that is late has ended by then. */
  Duration REPEAT_AFTER = Duration.ofSeconds(30);

  /** How long a new task may be missing in the provider's list. */
  Duration listMargin();

  /**
   * The account's tasks since a moment, as evidence. It is free of charge.
   *
   * @param age how long ago the moment was, by Darkroom's clock
   */
  RecentTasks tasks(Duration age);

  /**
   * Sends a paid call once more, with the key and the bytes of the first time.
   *
   * <p>It may cost as much as the first call where the provider ignores the key. It leaves at most
   * once, and only with the key of the account that the first call was made for.
   */
  RepeatResult repeat(IdempotencyKey key, SentCall sent);

  /**
   * Finds out whether the provider honours keys: the cheapest image, twice with one key. It costs
   * one image, and two where keys are ignored.
   *
   * @param key that was never used before
   */
  CanaryResult canary(IdempotencyKey key);
}
