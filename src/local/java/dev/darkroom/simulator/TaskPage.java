package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.QueryFault;
import dev.darkroom.simulator.protocol.SimulatedTask;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One page of an account's tasks, the newest first. */
record TaskPage(List<SimulatedTask> tasks, int total) {
  static TaskPage of(TaskRegistry book, String account, Instant now, int page, int size) {
    var all =
        book.all().stream()
            .filter(task -> task.key().equals(account))
            .filter(task -> isShown(task, now))
            .sorted(
                Comparator.comparing((SimulatedTask task) -> task.shown(task.createdAt()))
                    .reversed())
            .toList();
    return new TaskPage(
        all.stream().skip((long) (page - 1) * size).limit(size).toList(), all.size());
  }

  /** A fault hides a task for a while. */
  private static boolean isShown(SimulatedTask task, Instant now) {
    return !now.isBefore(task.createdAt().plusSeconds(task.faults().number(QueryFault.LIST_LAG)));
  }
}
