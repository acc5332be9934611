package dev.darkroom.task;

import java.util.Optional;

/**
 * What a check that brought no result leaves in the record, in the write that moves the next check.
 *
 * @param retryCount how many checks in a row brought nothing, at most {@link #MOST_RETRIES}
 * @param percent how far the provider's task was, 0 to 100, where the provider says so
 */
public record CheckNotes(int retryCount, Optional<Integer> percent) {
  /** Retries are counted up to here. */
  public static final int MOST_RETRIES = 1000;

  /** Before the first check. */
  static final CheckNotes NONE = new CheckNotes(0);

  public CheckNotes {
    retryCount = Math.min(retryCount, MOST_RETRIES);
  }

  /** Of a provider that does not say how far it is. */
  public CheckNotes(int retryCount) {
    this(retryCount, Optional.empty());
  }

  /** The same at another percentage, where there is one. */
  public CheckNotes at(Optional<Integer> nowPercent) {
    return new CheckNotes(retryCount, nowPercent.or(() -> percent));
  }

  /** The same with the percentage before, where this check learnt none. */
  CheckNotes after(CheckNotes before) {
    return new CheckNotes(retryCount, percent.or(before::percent));
  }
}
