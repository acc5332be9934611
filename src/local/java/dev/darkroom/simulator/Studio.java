package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** All that belongs to one simulated provider. */
record Studio(
    Dialect dialect,
    TaskBook book,
    Ledger ledger,
    PictureLinks links,
    Tally tally,
    SimulatorOptions options) {

  /** What the provider says about a task at a stage. */
  ObjectNode report(SimulatedTask task, Stage stage) {
    ObjectNode report = dialect.report(task, stage, links.of(task, stage));
    return AbsurdNumbers.in(report, task.faults());
  }
}
