package dev.darkroom.bench.cost;

/**
 * How it is deployed.
 *
 * @param submitMb memory of submit and callback
 * @param settleMb memory of the other functions
 * @param window how long a check waits for others, in seconds
 * @param hasSystemLines whether Lambda's own lines about each invocation are kept
 * @param isCalledDirectly whether providers ring at a function URL instead of the HTTP API
 * @param isListed whether generations are in the index of recent tasks
 */
record Setup(
    boolean arm,
    int submitMb,
    int settleMb,
    double window,
    boolean hasSystemLines,
    boolean isCalledDirectly,
    boolean isListed) {
  /** As {@code infra/terraform} has it. */
  static final Setup DEFAULT = new Setup(false, 128, 256, 20, false, false, true);

  Price time() {
    return arm ? Price.LAMBDA_ARM : Price.LAMBDA_X86;
  }

  Setup onArm() {
    return new Setup(true, submitMb, settleMb, window, hasSystemLines, isCalledDirectly, isListed);
  }

  Setup settlingWith(int megabytes) {
    return new Setup(arm, submitMb, megabytes, window, hasSystemLines, isCalledDirectly, isListed);
  }

  Setup submittingWith(int megabytes) {
    return new Setup(arm, megabytes, settleMb, window, hasSystemLines, isCalledDirectly, isListed);
  }

  Setup gathering(double seconds) {
    return new Setup(arm, submitMb, settleMb, seconds, hasSystemLines, isCalledDirectly, isListed);
  }

  Setup withSystemLines() {
    return new Setup(arm, submitMb, settleMb, window, true, isCalledDirectly, isListed);
  }

  Setup calledDirectly() {
    return new Setup(arm, submitMb, settleMb, window, hasSystemLines, true, isListed);
  }

  Setup unlisted() {
    return new Setup(arm, submitMb, settleMb, window, hasSystemLines, isCalledDirectly, false);
  }
}
