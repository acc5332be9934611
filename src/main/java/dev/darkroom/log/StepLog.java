package dev.darkroom.log;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.Tombstone;
import dev.darkroom.task.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.Logger;

/**
 * Writes one line a step: task, provider, step, outcome, milliseconds and metrics. Callers pass no
 * prompt, no token, no signed link and no body: outcomes are fixed words and codes.
 */
@ApplicationScoped
public class StepLog {
  static final String NAME = "dev.darkroom.step";

  private static final Logger LOG = Logger.getLogger(NAME);

  /** Logs a step that went as expected. */
  public void info(Step step, Task task, String outcome, Duration took) {
    info(step, task, outcome, took, Measures.NONE);
  }

  /** Logs a step that went as expected, with its metrics. */
  public void info(Step step, Task task, String outcome, Duration took, Measures measures) {
    write("INFO", step, names(task), outcome, took, measures);
  }

  /** Logs a step of which only the task's id is known. */
  public void info(
      Step step, TaskId task, Optional<ProviderId> provider, String outcome, Duration took) {
    write("INFO", step, names(Optional.of(task), provider), outcome, took, Measures.NONE);
  }

  /** Logs the deletion of a task. */
  public void info(
      Step step, Tombstone deleted, Optional<ProviderId> provider, String outcome, Duration took) {
    var names =
        Line.names(
            Optional.of(deleted.id().value()),
            Optional.of(RecordVersion.text(deleted)),
            provider.map(ProviderId::value),
            Optional.empty());
    write("INFO", step, names, outcome, took, Measures.NONE);
  }

  /** Logs a step that an operator should look at. */
  public void warn(Step step, Task task, String outcome, Duration took) {
    write("WARN", step, names(task), outcome, took, Measures.NONE);
  }

  /** Logs a step that an operator should look at, with what little is known. */
  public void warn(
      Step step,
      Optional<TaskId> task,
      Optional<ProviderId> provider,
      String outcome,
      Duration took) {
    write("WARN", step, names(task, provider), outcome, took, Measures.NONE);
  }

  /** Logs a step that concerns no task. */
  public void event(
      Step step, Optional<TraceParent> trace, String outcome, Duration took, Measures measures) {
    var names = Line.names(Optional.empty(), Optional.empty(), trace.map(TraceParent::traceId));
    write("INFO", step, names, outcome, took, measures);
  }

  /**
   * A refused event, as its sender can recognize it.
   *
   * @param id the sender's, or its carrier's
   * @param source the word for its carrier
   * @param field the path of the first fault; empty: no field is wrong
   */
  public record Refused(RequestId id, String source, Optional<String> field) {}

  /** Logs that an event never became a task. */
  public void refused(
      Step step, Refused event, Optional<TraceParent> trace, String outcome, Measures measures) {
    var names = new LinkedHashMap<String, String>();
    names.put("requestId", event.id().value());
    names.put("source", event.source());
    event.field().ifPresent(path -> names.put("field", path));
    trace.ifPresent(one -> names.put("traceId", one.traceId()));
    write("INFO", step, names, outcome, Duration.ZERO, measures);
  }

  private static Map<String, String> names(Task task) {
    return Line.names(
        Optional.of(task.id().value()),
        Optional.of(RecordVersion.text(task)),
        task.provider().map(ProviderId::value),
        task.trace().map(TraceParent::traceId));
  }

  private static Map<String, String> names(Optional<TaskId> task, Optional<ProviderId> provider) {
    return Line.names(task.map(TaskId::value), provider.map(ProviderId::value), Optional.empty());
  }

  private static void write(
      String level,
      Step step,
      Map<String, String> names,
      String outcome,
      Duration took,
      Measures measures) {
    LOG.log(
        new LineRecord(
            new Line(Instant.now(), level, step.text(), names, outcome, took, measures)));
  }
}
