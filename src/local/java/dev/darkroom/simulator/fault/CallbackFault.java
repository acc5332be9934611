package dev.darkroom.simulator.fault;

/** Faults of the callbacks. */
public enum CallbackFault implements Fault {
  /** Never called back. */
  LOST_CALLBACK,
  /** Called back twice, side by side. */
  DOUBLED_CALLBACK,
  /** Called back {@code SimulatorOptions.lateBy} after the task is finished. */
  LATE_CALLBACK,
  /** Finished at once, and called back before the create call is answered. */
  EARLY_CALLBACK,
  /** After the true callback a stale one that says {@code processing}. */
  REORDERED_CALLBACK,
  /** Before the true callback two forged ones: a broken token, and another task's id. */
  FORGED_CALLBACK;

  @Override
  public String otherwise() {
    return "";
  }
}
