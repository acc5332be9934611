package dev.darkroom.bench.cost;

/**
 * How it is deployed.
 *
 * @param submitMb memory of submit, callback, query and sweep
 * @param checks how many checks one invocation of settle gets
 */
record Setup(boolean arm, int submitMb, int settleMb, double checks) {
  /** As {@code infra/terraform} has it, and one check an invocation. */
  static final Setup DEFAULT = new Setup(false, 256, 256, 1);

  Price time() {
    return arm ? Price.LAMBDA_ARM : Price.LAMBDA_X86;
  }

  Setup onArm() {
    return new Setup(true, submitMb, settleMb, checks);
  }

  Setup settlingWith(int megabytes) {
    return new Setup(arm, submitMb, megabytes, checks);
  }

  Setup submittingWith(int megabytes) {
    return new Setup(arm, megabytes, settleMb, checks);
  }

  Setup batching(double number) {
    return new Setup(arm, submitMb, settleMb, number);
  }
}
