package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** All that belongs to one simulated provider. */
record Studio(
    Dialect dialect, TaskBook book, Ledger ledger, PictureLinks links, SimulatorOptions options) {

  /** What the provider says about a task now. */
  ObjectNode report(SimulatedTask task) {
    return report(task, book.stage(task));
  }

  ObjectNode report(SimulatedTask task, Stage stage) {
    return dialect.report(task, stage, links.of(task, stage));
  }
}
