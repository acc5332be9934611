package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.QueryFault;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
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

  private final ApiRequest call;
  private final ApiRoute.View view;

  private QueryAnswer(
      ProviderContext context, SimulatedTask task, ApiRequest call, ApiRoute.View view) {
    this.context = context;
    this.task = task;
    this.call = call;
    this.view = view;
  }

  static ApiResponse of(
      ProviderContext context, SimulatedTask task, ApiRequest call, ApiRoute.View view) {
    return new QueryAnswer(context, task, call, view).reply();
  }

  private ApiResponse reply() {
    var stage = context.book().stage(task);
    boolean isOver = stage.isOver();
    if (isOver && isStill(QueryFault.SILENT_QUERY)) {
      return context.dialect().error(503, "service_unavailable", "try again later");
    }
    if (isOver && isStill(QueryFault.ABSENT_QUERY)) {
      return context.dialect().refused(new SimulatedRefusal(SimulatedRefusal.Kind.UNKNOWN_TASK));
    }
    if (isOver && isStill(QueryFault.LAGGING_QUERY)) {
      return answer(AT_WORK);
    }
    boolean isEmpty =
        stage instanceof Stage.Completed
            && view != ApiRoute.View.STATE
            && (isStill(QueryFault.EMPTY_LIST) || isStill(QueryFault.ABSENT_LIST));
    return answer(isEmpty ? EMPTY : stage);
  }

  private boolean isStill(QueryFault fault) {
    return task.has(fault)
        && context
            .occurrences()
            .isAmongFirst(task.faults().number(fault), fault.word() + " " + task.id());
  }

  private ApiResponse answer(Stage stage) {
    var answer = context.answer(call, view, task, stage);
    if (task.has(QueryFault.HUGE_ANSWER) && answer instanceof ApiResponse.Json(_, var body, _)) {
      body.put("padding", "x".repeat(task.faults().number(QueryFault.HUGE_ANSWER) * MEBIBYTE));
    }
    return answer;
  }
}
