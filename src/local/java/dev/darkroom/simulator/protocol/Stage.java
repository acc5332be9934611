package dev.darkroom.simulator.protocol;

/** How far a simulated task is. */
public sealed interface Stage {
  /** Taken, and nothing more. */
  record Accepted() implements Stage {}

  /** In line; most providers have no word of its own for it. */
  record Queued() implements Stage {}

  /**
   * At work.
   *
   * @param progress in percent
   */
  record Processing(int progress) implements Stage {}

  /** At work, in a word that no document has. */
  record Reviewing() implements Stage {}

  /**
   * Done.
   *
   * @param pictures how many came out
   */
  record Completed(int pictures) implements Stage {}

  /** Taken back before it was begun. */
  record Cancelled() implements Stage {}

  /** Whether nothing more will happen to it. */
  default boolean isOver() {
    return switch (this) {
      case Accepted _, Queued _, Processing _, Reviewing _ -> false;
      case Completed _, Failed _, Cancelled _ -> true;
    };
  }

  /** Whether nobody works on it yet. */
  default boolean isWaiting() {
    return this instanceof Accepted || this instanceof Queued;
  }

  /**
   * Done, to no avail.
   *
   * @param isExplained whether it says why: against the content policy
   */
  record Failed(boolean isExplained) implements Stage {}
}
