package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.answer.Problem;
import dev.darkroom.callback.CallbackReceiver;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.provider.CallbackRequest;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** {@code callback}: {@code POST /v1/callbacks/{provider}/{token}}. */
@Named("callback")
public class CallbackFunction implements RequestStreamHandler {
  private final CallbackReceiver receiver;
  private final HttpApi api;

  CallbackFunction(CallbackReceiver receiver, HttpApi api) {
    this.receiver = receiver;
    this.api = api;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    api.answer(LambdaFunction.CALLBACK, input, output, this::answer);
  }

  private HttpReply answer(HttpRequest request, Found found) {
    var parameters = found.parameters();
    var answer =
        receiver.receive(
            parameters.getOrDefault("provider", ""),
            parameters.getOrDefault("token", ""),
            new CallbackRequest(request.headers(), request.body()));
    return switch (answer) {
      case QUEUED -> HttpReply.json(202, Map.of("status", "queued"));
      case REJECTED ->
          HttpReply.problem(
              Problem.of(
                  403,
                  "callback_rejected",
                  "Callback rejected",
                  "This callback address was not made by this service, or the callback is not"
                      + " signed by its provider.",
                  List.of()));
      case RETRY_LATER ->
          HttpReply.problem(
              Problem.of(
                  503,
                  "try_again",
                  "Try again",
                  "The provider's signature cannot be verified now; retry later.",
                  List.of()));
    };
  }
}
