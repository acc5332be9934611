package dev.darkroom.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.task.TaskId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/** The lines that steps write while this is open, as CloudWatch reads them. */
public final class CapturedLines implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StepLog.NAME);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<JsonNode> lines = new CopyOnWriteArrayList<>();
  private final ExtHandler handler =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord record) {
          if (record instanceof LineRecord ours) {
            lines.add(tree(LineJson.write(ours.line(), true)));
          }
        }
      };

  public CapturedLines() {
    LOG.addHandler(handler);
  }

  /** All lines so far, each as text. */
  public List<String> texts() {
    return lines.stream().map(JsonNode::toString).toList();
  }

  /** All lines of a step, whatever task they concern. */
  public List<JsonNode> of(String step) {
    return lines.stream().filter(line -> line.path("step").asText().equals(step)).toList();
  }

  /** The lines of a step about a task. */
  public List<JsonNode> of(String step, TaskId task) {
    return of(step).stream()
        .filter(line -> line.path("taskId").asText().equals(task.value()))
        .toList();
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException mistake) {
      throw new IllegalStateException("a line is no JSON: " + json, mistake);
    }
  }

  @Override
  public void close() {
    LOG.removeHandler(handler);
  }
}
