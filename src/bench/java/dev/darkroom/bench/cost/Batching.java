package dev.darkroom.bench.cost;

/**
 * How many checks come into one invocation of settle. Each of Lambda's pollers gathers for itself,
 * from its first message on, until the window is over or the batch is full.
 */
record Batching(Inputs inputs) {
  private static final double BUSY_SECONDS = 730.0 * 3600 * 8 / 24;
  private static final double QUIET_SECONDS = 730.0 * 3600 * 16 / 24;

  /**
   * On average over all checks.
   *
   * @param window in seconds
   */
  double checks(double window) {
    double busy = inputs.get(Input.BUSY);
    double all = inputs.get(Input.MONTHLY);
    double invocations =
        busy / batch(all * busy / BUSY_SECONDS, window)
            + (1 - busy) / batch(all * (1 - busy) / QUIET_SECONDS, window);
    return 1 / invocations;
  }

  private double batch(double perSecond, double window) {
    return Math.min(inputs.get(Input.BATCH), 1 + perSecond / inputs.get(Input.POLLERS) * window);
  }
}
