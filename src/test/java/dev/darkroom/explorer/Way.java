package dev.darkroom.explorer;

import java.util.List;

/**
 * One way in which a call may go.
 *
 * @param label for the history
 * @param cost a fault, or nothing
 */
record Way(String label, Budget cost, World world, Reply reply) {
  /** Without a fault. */
  static Way well(String label, World world, Object value) {
    return new Way(label, Budget.FREE, world, Reply.of(value, world.now()));
  }

  /** With a fault that the step sees as this value. */
  static Way fault(String label, World world, Object value) {
    return new Way(label, Budget.FAULT, world, Reply.of(value, world.now()));
  }

  /** With a fault that the step sees as an exception. */
  static Way failure(String label, World world) {
    return new Way(label, Budget.FAULT, world, Reply.failure("down", world.now()));
  }

  /** A call that changes nothing: it answers, or fails. */
  static List<Way> read(String what, World world, Object value) {
    return List.of(well(what, world, value), failure(what + " fails", world));
  }

  /** A call that changes something: its answer comes, does not come, or it fails before. */
  static List<Way> write(String what, World before, World after, Object value) {
    return List.of(
        well(what, after, value),
        failure(what + " fails", before),
        failure(what + ", answer lost", after));
  }
}
