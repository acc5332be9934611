package dev.darkroom.bench.cost;

/**
 * One generation, and how it goes.
 *
 * @param images in it
 * @param early checks that find it still running: the sweep's where the provider calls back
 * @param gets of its record by the caller
 * @param hasBus whether outcomes are put on the bus
 * @param held seconds that the caller of the submit waits for its end
 */
record Job(Door door, Finding finding, int images, int early, int gets, boolean hasBus, int held) {
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

  static final Job ORDINARY = new Job(Door.HTTP, Finding.CALLBACK, 1, 0, 0, true, 0);

  Job through(Door other) {
    return new Job(other, finding, images, early, gets, hasBus, held);
  }

  Job foundBy(Finding other, int checks) {
    return new Job(door, other, images, checks, gets, hasBus, held);
  }

  Job of(int number) {
    return new Job(door, finding, number, early, gets, hasBus, held);
  }

  Job readTimes(int number) {
    return new Job(door, finding, images, early, number, hasBus, held);
  }

  Job withoutBus() {
    return new Job(door, finding, images, early, gets, false, held);
  }

  Job heldFor(int seconds) {
    return new Job(door, finding, images, early, gets, hasBus, seconds);
  }
}
