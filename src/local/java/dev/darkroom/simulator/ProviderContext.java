package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.AbsurdNumbers;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.util.List;

/** All that belongs to one simulated provider. */
record ProviderContext(
    Dialect dialect,
    TaskRegistry book,
    Ledger ledger,
    PictureLinks links,
    OccurrenceCounter occurrences,
    SimulatorOptions options) {

  /** What the provider answers to a query about a task at a stage. */
  ApiResponse answer(ApiRequest call, ApiRoute.View view, SimulatedTask task, Stage stage) {
    var pictures = view == ApiRoute.View.STATE ? List.<String>of() : links.of(task, stage);
    var answer = dialect.answer(call, view, task, stage, pictures);
    return answer instanceof ApiResponse.Json(var status, var body, var headers)
        ? new ApiResponse.Json(status, AbsurdNumbers.in(body, task.faults()), headers)
        : answer;
  }

  /** What a callback says about a task at a stage. */
  ObjectNode report(SimulatedTask task, Stage stage) {
    var report = dialect.report(task, stage, links.of(task, stage));
    return AbsurdNumbers.in(report, task.faults());
  }
}
