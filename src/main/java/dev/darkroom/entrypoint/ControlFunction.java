package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code control}: the routes by which people decide about a task that exists. */
@Named("control")
public class ControlFunction implements RequestStreamHandler {
  private final ControlHttp control;
  private final CanaryHttp canary;
  private final ReplayHttp replays;
  private final HttpApi api;
  private final LambdaIo io;

  ControlFunction(
      ControlHttp control, CanaryHttp canary, ReplayHttp replays, HttpApi api, LambdaIo io) {
    this.control = control;
    this.canary = canary;
    this.replays = replays;
    this.api = api;
    this.io = io;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var request = HttpRequest.of(io.read(input.readAllBytes()));
    api.answer(LambdaFunction.CONTROL, request, output, found -> answer(request, found));
  }

  private HttpReply answer(HttpRequest request, Found found) {
    return switch (found.route()) {
      case CANCEL -> control.cancel(request, found);
      case RESOLUTION -> control.resolution(request, found);
      case RECHECK -> control.recheck(request, found);
      case CANARY -> canary.run(found);
      case REPLAY -> replays.replay(request, found);
      case SUBMIT,
          CALLBACK,
          OPEN_GENERATIONS,
          GENERATION,
          MODELS,
          SCHEMA,
          OPENAPI,
          DELIVERIES,
          CANARY_RECORD ->
          noSuchRoute();
    };
  }

  private static HttpReply noSuchRoute() {
    return HttpReply.problem(Problem.notFound("There is no such route here."));
  }
}
