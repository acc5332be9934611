package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.answer.Problem;
import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.entrypoint.EventSource.EventBridge;
import dev.darkroom.entrypoint.EventSource.Http;
import dev.darkroom.entrypoint.EventSource.Plain;
import dev.darkroom.entrypoint.EventSource.Sqs;
import dev.darkroom.intake.Event;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.SubmissionResult.Transient;
import dev.darkroom.submission.TimeLeft;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code submit}: an event from any of the four sources goes through {@link SubmitPipeline}. */
@Named("submit")
public class SubmitFunction implements RequestStreamHandler {
  private final SubmitPipeline pipeline;
  private final SubmitRoutes routes;
  private final SubmitSqs sqs;
  private final HttpApi api;
  private final LambdaIo io;
  private final TimeLeft timeLeft;

  SubmitFunction(
      SubmitPipeline pipeline,
      SubmitRoutes routes,
      SubmitSqs sqs,
      HttpApi api,
      LambdaIo io,
      TimeLeft timeLeft) {
    this.pipeline = pipeline;
    this.routes = routes;
    this.sqs = sqs;
    this.api = api;
    this.io = io;
    this.timeLeft = timeLeft;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var invocation = Duration.ofMillis(context.getRemainingTimeInMillis());
    timeLeft.begin(invocation);
    var bytes = input.readAllBytes();
    switch (EventSource.of(bytes)) {
      case Http(var request) ->
          api.answer(
              LambdaFunction.SUBMIT,
              request,
              output,
              found -> routes.answer(request, found, invocation));
      case Sqs(var messages) -> io.writeBatch(output, messages, sqs::isDone);
      case EventBridge(var id, var detail) -> {
        var carrier = Event.carrierId(id).or(() -> invocation(context));
        var event = new Event(LambdaIo.utf8(detail), Optional.empty(), carrier).from("eventbridge");
        var result = pipeline.submitUnattended(event);
        retryIf(result);
        if (result.mustBeRetried()) {
          throw new IllegalStateException("another submission of the same id is under way");
        }
        io.write(output, Map.of());
      }
      case Plain _ -> {
        var result = pipeline.submit(new Event(bytes, Optional.empty(), invocation(context)));
        retryIf(result);
        io.write(output, answer(result));
      }
    }
  }

  /** The id of the invocation, the same at each of Lambda's retries of an asynchronous one. */
  private static Optional<RequestId> invocation(Context context) {
    return Optional.ofNullable(context.getAwsRequestId()).flatMap(Event::carrierId);
  }

  private static Object answer(SubmissionResult result) {
    return switch (result) {
      case Started(var task) -> SubmitAnswer.of(task);
      case Repeated(var task) -> SubmitAnswer.of(task);
      case NotAccepted(_, var failure) -> Problem.notAccepted(failure);
      case Transient(_, var failure, _) -> Problem.notAccepted(failure);
      case Rejected(var rejection) -> Problem.of(rejection);
    };
  }

  /** Fails the invocation, so that Lambda or Step Functions retries it; the id makes that safe. */
  private static void retryIf(SubmissionResult result) {
    if (result instanceof Transient(_, var failure, _)) {
      throw new RetryLater(failure);
    }
  }

  /**
   * The failure of an invocation whose event no provider takes now: its caller retries it. Lambda
   * logs the text. It has a code and a name, and none of the provider's words, which may repeat the
   * prompt.
   */
  static final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RetryLater(Failure failure) {
      super(
          failure.code().text()
              + failure.provider().map(provider -> " at " + provider).orElse("")
              + ": nothing was spent, and the id can be used again");
    }
  }
}
