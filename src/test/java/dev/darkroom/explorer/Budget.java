package dev.darkroom.explorer;

/** How much may still happen. */
record Budget(int submits, int rings, int sweeps, int jumps, int decisions, int faults) {
  static final Budget FREE = new Budget(0, 0, 0, 0, 0, 0);
  static final Budget SUBMIT = new Budget(1, 0, 0, 0, 0, 0);
  static final Budget RING = new Budget(0, 1, 0, 0, 0, 0);
  static final Budget SWEEP = new Budget(0, 0, 1, 0, 0, 0);
  static final Budget JUMP = new Budget(0, 0, 0, 1, 0, 0);
  static final Budget DECISION = new Budget(0, 0, 0, 0, 1, 0);
  static final Budget FAULT = new Budget(0, 0, 0, 0, 0, 1);

  Budget less(Budget cost) {
    return new Budget(
        submits - cost.submits,
        rings - cost.rings,
        sweeps - cost.sweeps,
        jumps - cost.jumps,
        decisions - cost.decisions,
        faults - cost.faults);
  }

  boolean covers(Budget cost) {
    return submits >= cost.submits
        && rings >= cost.rings
        && sweeps >= cost.sweeps
        && jumps >= cost.jumps
        && decisions >= cost.decisions
        && faults >= cost.faults;
  }

  /** One number for what is left. */
  long number() {
    return ((((submits * 16L + rings) * 16 + sweeps) * 16 + jumps) * 16 + decisions) * 16 + faults;
  }
}
