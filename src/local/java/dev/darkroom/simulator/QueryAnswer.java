package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer to a query about a task, or what a fault makes of it. */
final class QueryAnswer {
  private static final int MEBIBYTE = 1 << 20;
  private static final Stage AT_WORK = new Stage.Processing(50);
  private static final Stage EMPTY = new Stage.Completed(0);

  private final Studio studio;
  private final SimulatedTask task;

  private QueryAnswer(Studio studio, SimulatedTask task) {
    this.studio = studio;
    this.task = task;
  }

  static Reply of(Studio studio, SimulatedTask task) {
    return new QueryAnswer(studio, task).reply();
  }

  private Reply reply() {
    Stage stage = studio.book().stage(task);
    boolean isOver = stage instanceof Stage.Completed || stage instanceof Stage.Failed;
    if (isOver && isStill(QueryFault.SILENT_QUERY)) {
      return studio.dialect().error(503, "service_unavailable", "try again later");
    }
    if (isOver && isStill(QueryFault.ABSENT_QUERY)) {
      return studio.dialect().refused(new Refusal(Refusal.Kind.UNKNOWN_TASK));
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
        && studio.tally().isAmongFirst(task.faults().number(fault), fault.word() + " " + task.id());
  }

  private Reply json(Stage stage) {
    ObjectNode body = studio.report(task, stage);
    if (task.has(QueryFault.HUGE_ANSWER)) {
      body.put("padding", "x".repeat(task.faults().number(QueryFault.HUGE_ANSWER) * MEBIBYTE));
    }
    return new Reply.Json(200, body);
  }
}
