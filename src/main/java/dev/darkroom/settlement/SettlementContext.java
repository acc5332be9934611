package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import java.util.List;

/**
 * What a check is about, once the provider's task is known.
 *
 * @param task as it is stored
 * @param ref the provider's task, which is ours for certain
 */
record SettlementContext(Task task, ProviderTaskRef ref, Check check) {

  /** The same with the task as it is stored now. */
  SettlementContext with(Task stored) {
    return new SettlementContext(stored, ref, check);
  }

  /** The same with objects in the bucket that are no part of the outcome. */
  SettlementContext leavingOver(List<StoredImage> others) {
    return with(task.withLeftovers(others));
  }

  /** The same after news: the next waits are short again. */
  SettlementContext withNews() {
    return new SettlementContext(task, ref, check.withRetryCount(0));
  }
}
