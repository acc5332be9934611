package dev.darkroom.notification;

/** One way to tell outcomes. */
public interface OutcomeChannel {

  /**
   * Tells; at least once, so a receiver may see the same id twice.
   *
   * @throws RuntimeException if it was not taken: the sweep has it told again
   */
  void tell(Outcome outcome);
}
