package dev.darkroom.log;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Writes one line a step: task, provider, step, outcome, milliseconds. Callers pass no prompt, no
 * token, no signed link and no body: outcomes are fixed words and codes.
 */
@ApplicationScoped
public class StepLog {
  private static final Logger LOG = Logger.getLogger("dev.darkroom.step");

  /** A step that went as it may go. */
  public void done(
      String step, TaskId task, Optional<ProviderId> provider, String outcome, Duration took) {
    write(Logger.Level.INFO, step, Optional.of(task), provider, outcome, took);
  }

  /** A step that somebody should look at. */
  public void odd(
      String step,
      Optional<TaskId> task,
      Optional<ProviderId> provider,
      String outcome,
      Duration took) {
    write(Logger.Level.WARN, step, task, provider, outcome, took);
  }

  /** A sweep, which concerns no single task. */
  public void swept(int queued, Duration took) {
    write(Logger.Level.INFO, "sweep", Optional.empty(), Optional.empty(), "queued:" + queued, took);
  }

  private static void write(
      Logger.Level level,
      String step,
      Optional<TaskId> task,
      Optional<ProviderId> provider,
      String outcome,
      Duration took) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("step", step);
    task.ifPresent(id -> fields.put("taskId", id.value()));
    provider.ifPresent(id -> fields.put("provider", id.value()));
    fields.put("outcome", outcome);
    fields.put("millis", Long.toString(took.toMillis()));
    fields.forEach(MDC::put);
    try {
      LOG.log(level, text(fields));
    } finally {
      fields.keySet().forEach(MDC::remove);
    }
  }

  private static String text(Map<String, String> fields) {
    var words = new StringBuilder();
    fields.forEach((name, value) -> words.append(name).append('=').append(value).append(' '));
    return words.toString().strip();
  }
}
