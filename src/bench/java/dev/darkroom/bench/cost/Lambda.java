package dev.darkroom.bench.cost;

/** Bills invocations: waiting is billed like working, and a fraction of a core works longer. */
record Lambda(Bill bill, Setup setup, Inputs inputs) {

  /**
   * Adds one invocation, or a part of one.
   *
   * @param waits milliseconds in which others work
   * @param work milliseconds of own work on a whole core
   */
  void add(String function, int megabytes, double waits, double work, double invocations) {
    double millis =
        waits
            + work * Math.max(1, inputs.get(Input.WHOLE_CORE) / megabytes)
            + inputs.get(Input.INIT) * inputs.get(Input.COLD);
    var detail =
        invocations == 1
            ? Table.format("%.0f ms, %d MB", millis, megabytes)
            : Table.format("%s × %.0f ms, %d MB", Table.number(invocations), millis, megabytes);
    bill.add(function + ", time", detail, setup.time(), invocations * seconds(millis, megabytes));
    bill.add(function + ", invocations", Price.LAMBDA_REQUEST, invocations);
  }

  private static double seconds(double millis, int megabytes) {
    return millis / 1000 * megabytes / 1024;
  }
}
