package dev.darkroom.bench.cost;

/**
 * How it is deployed.
 *
 * @param submitMb memory of submit and callback
 * @param settleMb memory of the other functions
 * @param window how long a check waits for others, in seconds
 * @param hasSystemLines whether Lambda's own lines about each invocation are kept
 * @param isCalledDirectly whether providers ring at a function URL instead of the HTTP API
 */
record Setup(
    boolean arm,
    int submitMb,
    int settleMb,
    double window,
    boolean hasSystemLines,
    boolean isCalledDirectly) {
  /** As {@code infra/terraform} has it. */
  static final Setup DEFAULT = new Setup(false, 128, 256, 20, false, false);

  Price time() {
    return arm ? Price.LAMBDA_ARM : Price.LAMBDA_X86;
  }

  Setup onArm() {
    return new Setup(true, submitMb, settleMb, window, hasSystemLines, isCalledDirectly);
  }

  Setup settlingWith(int megabytes) {
    return new Setup(arm, submitMb, megabytes, window, hasSystemLines, isCalledDirectly);
  }

  Setup submittingWith(int megabytes) {
    return new Setup(arm, megabytes, settleMb, window, hasSystemLines, isCalledDirectly);
  }

  Setup gathering(double seconds) {
    return new Setup(arm, submitMb, settleMb, seconds, hasSystemLines, isCalledDirectly);
  }

  Setup withSystemLines() {
    return new Setup(arm, submitMb, settleMb, window, true, isCalledDirectly);
  }

  Setup calledDirectly() {
    return new Setup(arm, submitMb, settleMb, window, hasSystemLines, true);
  }
}
