package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Json;
import dev.darkroom.answer.Problem;
import dev.darkroom.concurrent.Parallel;
import dev.darkroom.entrypoint.EventSource.Sqs.Message;
import dev.darkroom.task.UnreadableTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Reads events and writes answers for all functions. Exceptions are caught here, and only here. */
@ApplicationScoped
class LambdaIo {
  private static final Logger LOG = Logger.getLogger(LambdaIo.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Json json;

  LambdaIo(Json json) {
    this.json = json;
  }

  /**
   * The bytes of a text. Half a character has no bytes in UTF-8. A text with one becomes bytes that
   * its reader refuses, not a text with a question mark.
   */
  static byte[] utf8(String text) {
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      var copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException halfACharacter) {
      return new byte[] {(byte) 0xff};
    }
  }

  void write(OutputStream output, Object answer) throws IOException {
    output.write(json.write(answer).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Answers an HTTP request. A failure of ours is a problem as well, and is logged once, here.
   *
   * @param shape what callers of the route read an answer in
   */
  void writeHttp(OutputStream output, Supplier<HttpReply> answer, UnaryOperator<HttpReply> shape)
      throws IOException {
    output.write(guarded(answer, shape));
  }

  /** The answer as bytes. An answer that cannot be written is a failure as well. */
  private byte[] guarded(Supplier<HttpReply> answer, UnaryOperator<HttpReply> shape)
      throws IOException {
    try {
      return http(shape.apply(answer.get()));
    } catch (UnreadableTask unreadable) { // asking again does not help: no 503
      LOG.errorf("request failed: %s", unreadable.getMessage());
      return http(shape.apply(HttpReply.problem(Problem.unreadable(unreadable.id()))));
    } catch (RuntimeException broken) {
      LOG.errorf(broken, "request failed: %s", broken.getClass().getName());
      return http(
          shape.apply(
              HttpReply.problem(
                  Problem.of(
                      503,
                      "try_again",
                      "Something of ours failed",
                      "Nothing is lost. Send the same request with the same id again in a moment.",
                      List.of()))));
    }
  }

  private byte[] http(HttpReply answer) throws IOException {
    var event = MAPPER.createObjectNode();
    event.put("statusCode", answer.status());
    ObjectNode headers = event.putObject("headers");
    answer.headers().forEach(headers::put);
    if (answer.body() instanceof byte[] bytes) {
      event.put("body", Base64.getEncoder().encodeToString(bytes));
      event.put("isBase64Encoded", true);
    } else {
      event.put("body", answer.status() == HttpReply.NO_CONTENT ? "" : json.write(answer.body()));
      event.put("isBase64Encoded", false);
    }
    return MAPPER.writeValueAsBytes(event);
  }

  /** Runs a batch in parallel. SQS retries the messages that failed. */
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
    var done = Parallel.map(messages, message -> isDone(message, isDone));
    return IntStream.range(0, messages.size())
        .filter(index -> !done.get(index))
        .mapToObj(messages::get)
        .toList();
  }

  private static boolean isDone(Message message, Predicate<Message> isDone) {
    try {
      return isDone.test(message);
    } catch (RuntimeException | Error broken) { // one message stops no other
      LOG.errorf(broken, "message %s failed and will be retried", message.id());
      return false;
    }
  }
}
