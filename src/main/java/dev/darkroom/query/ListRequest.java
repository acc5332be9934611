package dev.darkroom.query;

import dev.darkroom.task.RecentMark;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;
import java.util.Optional;

/** What a caller wants to have listed. */
public sealed interface ListRequest {
  /** The open tasks. */
  record Open(Optional<String> after) implements ListRequest {}

  /** The tasks about which an operator has to decide. */
  record InDoubt(Optional<String> after) implements ListRequest {}

  /**
   * Tasks by their creation.
   *
   * @param after the place where the page begins; empty: at the newest
   * @param limit most tasks of a page
   */
  record Recent(ListFilter filter, Optional<RecentMark> after, int limit) implements ListRequest {}

  /** Parameters that cannot be understood. */
  record Invalid(List<Fault> faults) implements ListRequest {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
