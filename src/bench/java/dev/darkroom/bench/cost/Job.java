package dev.darkroom.bench.cost;

/**
 * One generation, and how it goes.
 *
 * @param images in it
 * @param early checks that find it still running: the sweep's where the provider calls back
 * @param gets of its record by the caller
 * @param hasBus whether outcomes are put on the bus
 */
record Job(Door door, Finding finding, int images, int early, int gets, boolean hasBus) {
  /** How the event comes in. */
  enum Door {
    HTTP,
    SQS,
    /** The submit queue, from a state machine that waits on a task token. */
    STEP_FUNCTIONS
  }

  /** What has settle ask. */
  enum Finding {
    CALLBACK,
    SWEEP,
    POLL
  }

  static final Job ORDINARY = new Job(Door.HTTP, Finding.CALLBACK, 1, 0, 0, true);

  Job through(Door other) {
    return new Job(other, finding, images, early, gets, hasBus);
  }

  Job foundBy(Finding other, int checks) {
    return new Job(door, other, images, checks, gets, hasBus);
  }

  Job of(int number) {
    return new Job(door, finding, number, early, gets, hasBus);
  }

  Job readTimes(int number) {
    return new Job(door, finding, images, early, number, hasBus);
  }

  Job withoutBus() {
    return new Job(door, finding, images, early, gets, false);
  }
}
