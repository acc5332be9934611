package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.entrypoint.Form.EventBridge;
import dev.darkroom.entrypoint.Form.Http;
import dev.darkroom.entrypoint.Form.Plain;
import dev.darkroom.entrypoint.Form.Sqs;
import dev.darkroom.entrypoint.Form.Sqs.Message;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.NotNow;
import dev.darkroom.submission.SubmissionResult.Refused;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.TimeLeft;
import dev.darkroom.task.RequestId;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** {@code submit}: an event in any of its four forms goes to intake. */
@Named("submit")
public class SubmitFunction implements RequestStreamHandler {
  private final Intake intake;
  private final SubmitHttp http;
  private final HttpDoor httpDoor;
  private final Door door;
  private final TimeLeft timeLeft;

  SubmitFunction(Intake intake, SubmitHttp http, HttpDoor httpDoor, Door door, TimeLeft timeLeft) {
    this.intake = intake;
    this.http = http;
    this.httpDoor = httpDoor;
    this.door = door;
    this.timeLeft = timeLeft;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    timeLeft.begin(Duration.ofMillis(context.getRemainingTimeInMillis()));
    var bytes = input.readAllBytes();
    switch (Form.of(door.read(bytes))) {
      case Http(var request) ->
          httpDoor.answer(Function.SUBMIT, request, output, found -> http.answer(request));
      case Sqs(var messages) -> door.writeBatch(output, messages, this::isDone);
      case EventBridge(var id, var detail) -> {
        var result = intake.takeUnattended(carried(id, detail), "eventbridge");
        comeAgainIf(result);
        door.write(output, java.util.Map.of());
      }
      case Plain _ -> {
        var result = intake.take(Event.plain(bytes));
        comeAgainIf(result);
        door.write(output, answer(result));
      }
    }
  }

  private boolean isDone(Message message) {
    var body = message.body().getBytes(StandardCharsets.UTF_8);
    var event =
        inner(body) instanceof EventBridge(var id, var detail)
            ? carried(id, detail)
            : new Event(body, Optional.empty(), requestId(message.id()));
    var traced = event.tracedBy(message.traceparent());
    return !(intake.takeUnattended(traced, "sqs") instanceof NotNow);
  }

  /** A rule may have put the event on the queue, envelope and all. */
  private Form inner(byte[] body) {
    return Form.of(door.read(body));
  }

  private Event carried(String id, JsonNode detail) {
    try {
      return new Event(door.bytes(detail), Optional.empty(), requestId(id));
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException(cannotHappen);
    }
  }

  private static Optional<RequestId> requestId(String id) {
    return RequestId.isValid(id) ? Optional.of(new RequestId(id)) : Optional.empty();
  }

  private static Object answer(SubmissionResult result) {
    return switch (result) {
      case Started(var task) -> SubmitAnswer.of(task);
      case Repeated(var task) -> SubmitAnswer.of(task);
      case NotAccepted(_, var failure) -> Problem.notAccepted(failure);
      case NotNow(_, var failure, _) -> Problem.notAccepted(failure);
      case Refused(var problem) -> problem;
    };
  }

  /** Lambda and Step Functions try again what failed; the same id makes that safe. */
  private static void comeAgainIf(SubmissionResult result) {
    if (result instanceof NotNow(_, var failure, _)) {
      throw new ComeAgain(failure.code().text() + ": " + Problem.notAccepted(failure).detail());
    }
  }

  /** No provider could take it just now: the invocation fails, so that its caller repeats it. */
  static final class ComeAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComeAgain(String message) {
      super(message);
    }
  }
}
