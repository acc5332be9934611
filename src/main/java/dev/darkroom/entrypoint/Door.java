package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Json;
import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.Form.Sqs.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What all doors share: reading an event, writing an answer, and the one place for exceptions. */
@ApplicationScoped
class Door {
  private static final Logger LOG = Logger.getLogger(Door.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Json json;

  Door(Json json) {
    this.json = json;
  }

  /** Lambda gives JSON to every handler; anything else is not an event. */
  JsonNode read(byte[] input) {
    try {
      return MAPPER.readTree(input);
    } catch (IOException notJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  byte[] bytes(JsonNode node) throws IOException {
    return MAPPER.writeValueAsBytes(node);
  }

  void write(OutputStream output, Object answer) throws IOException {
    output.write(json.write(answer).getBytes(StandardCharsets.UTF_8));
  }

  void writeHttp(OutputStream output, HttpAnswer answer) throws IOException {
    var event = MAPPER.createObjectNode();
    event.put("statusCode", answer.status());
    ObjectNode headers = event.putObject("headers");
    answer.headers().forEach(headers::put);
    event.put("body", json.write(answer.body()));
    event.put("isBase64Encoded", false);
    output.write(MAPPER.writeValueAsBytes(event));
  }

  /** Answers an HTTP request; a failure of ours is a problem too, and logged once, here. */
  HttpAnswer guarded(Supplier<HttpAnswer> answer) {
    try {
      return answer.get();
    } catch (RuntimeException broken) {
      LOG.errorf(broken, "request failed: %s", broken.getClass().getName());
      return HttpAnswer.problem(
          Problem.of(
              503,
              "try_again",
              "Something of ours failed",
              "Nothing is lost. Send the same request with the same id again in a moment.",
              List.of()));
    }
  }

  /** Runs a batch side by side; messages that could not be dealt with are to come again. */
  void writeBatch(OutputStream output, List<Message> messages, Predicate<Message> isDone)
      throws IOException {
    var failures = MAPPER.createObjectNode();
    var list = failures.putArray("batchItemFailures");
    for (var message : failed(messages, isDone)) {
      list.addObject().put("itemIdentifier", message.id());
    }
    output.write(MAPPER.writeValueAsBytes(failures));
  }

  private static List<Message> failed(List<Message> messages, Predicate<Message> isDone) {
    var failed = new ArrayList<Message>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Boolean>>();
      for (var message : messages) {
        Callable<Boolean> work = () -> isDone.test(message);
        running.add(threads.submit(work));
      }
      for (int index = 0; index < messages.size(); index++) {
        if (!isDone(messages.get(index), running.get(index))) {
          failed.add(messages.get(index));
        }
      }
    }
    return failed;
  }

  private static boolean isDone(Message message, Future<Boolean> work) {
    try {
      return work.get();
    } catch (ExecutionException broken) {
      LOG.errorf(broken.getCause(), "message %s failed and comes again", message.id());
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
