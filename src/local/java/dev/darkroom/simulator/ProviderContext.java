package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.AbsurdNumbers;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;

/** All that belongs to one simulated provider. */
record ProviderContext(
    Dialect dialect,
    TaskRegistry book,
    Ledger ledger,
    PictureLinks links,
    OccurrenceCounter occurrences,
    SimulatorOptions options) {

  /** What the provider says about a task at a stage. */
  ObjectNode report(SimulatedTask task, Stage stage) {
    var report = dialect.report(task, stage, links.of(task, stage));
    return AbsurdNumbers.in(report, task.faults());
  }
}
