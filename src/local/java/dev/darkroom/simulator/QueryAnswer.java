package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.QueryFault;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;

/** The answer to a query about a task, or what a fault makes of it. */
final class QueryAnswer {
  private static final int MEBIBYTE = 1 << 20;
  private static final Stage AT_WORK = new Stage.Processing(50);
  private static final Stage EMPTY = new Stage.Completed(0);

  private final ProviderContext context;
  private final SimulatedTask task;

  private QueryAnswer(ProviderContext context, SimulatedTask task) {
    this.context = context;
    this.task = task;
  }

  static ApiResponse of(ProviderContext context, SimulatedTask task) {
    return new QueryAnswer(context, task).reply();
  }

  private ApiResponse reply() {
    var stage = context.book().stage(task);
    boolean isOver = stage instanceof Stage.Completed || stage instanceof Stage.Failed;
    if (isOver && isStill(QueryFault.SILENT_QUERY)) {
      return context.dialect().error(503, "service_unavailable", "try again later");
    }
    if (isOver && isStill(QueryFault.ABSENT_QUERY)) {
      return context.dialect().refused(new SimulatedRefusal(SimulatedRefusal.Kind.UNKNOWN_TASK));
    }
    if (isOver && isStill(QueryFault.LAGGING_QUERY)) {
      return json(AT_WORK);
    }
    boolean isEmpty =
        stage instanceof Stage.Completed
            && (isStill(QueryFault.EMPTY_LIST) || isStill(QueryFault.ABSENT_LIST));
    return json(isEmpty ? EMPTY : stage);
  }

  private boolean isStill(QueryFault fault) {
    return task.has(fault)
        && context
            .occurrences()
            .isAmongFirst(task.faults().number(fault), fault.word() + " " + task.id());
  }

  private ApiResponse json(Stage stage) {
    var body = context.report(task, stage);
    if (task.has(QueryFault.HUGE_ANSWER)) {
      body.put("padding", "x".repeat(task.faults().number(QueryFault.HUGE_ANSWER) * MEBIBYTE));
    }
    return new ApiResponse.Json(200, body);
  }
}
