package dev.darkroom.bench.cost;

/**
 * How it is deployed.
 *
 * @param submitMb memory of submit, callback, query and sweep
 * @param checks how many checks one invocation of settle gets
 * @param keepsNextCheck whether settling leaves the time of the next check alone: it does not now
 */
record Setup(boolean arm, int submitMb, int settleMb, double checks, boolean keepsNextCheck) {
  /** As {@code infra/terraform} has it, and one check an invocation. */
  static final Setup DEFAULT = new Setup(false, 256, 512, 1, false);

  Price time() {
    return arm ? Price.LAMBDA_ARM : Price.LAMBDA_X86;
  }

  Setup onArm() {
    return new Setup(true, submitMb, settleMb, checks, keepsNextCheck);
  }

  Setup settlingWith(int megabytes) {
    return new Setup(arm, submitMb, megabytes, checks, keepsNextCheck);
  }

  Setup submittingWith(int megabytes) {
    return new Setup(arm, megabytes, settleMb, checks, keepsNextCheck);
  }

  Setup batching(double number) {
    return new Setup(arm, submitMb, settleMb, number, keepsNextCheck);
  }

  Setup keepingNextCheck() {
    return new Setup(arm, submitMb, settleMb, checks, true);
  }
}
