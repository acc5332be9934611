package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
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

  ControlFunction(ControlHttp control, CanaryHttp canary, ReplayHttp replays, HttpApi api) {
    this.control = control;
    this.canary = canary;
    this.replays = replays;
    this.api = api;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    api.answer(LambdaFunction.CONTROL, input, output, this::answer);
  }

  private HttpReply answer(HttpRequest request, Found found) {
    return switch (found.route()) {
      case DELETION -> control.delete(request, found);
      case CANCEL -> control.cancel(request, found);
      case RESOLUTION -> control.resolution(request, found);
      case RECHECK -> control.recheck(request, found);
      case CANARY -> canary.run(found);
      case REPLAY -> replays.replay(request, found);
      case SUBMIT,
          UPLOAD,
          OPENAI_GENERATE,
          OPENAI_EDIT,
          OPENAI_GENERATION,
          OPENAI_MODELS,
          OPENAI_MODEL,
          CALLBACK,
          GENERATIONS,
          GENERATION,
          QUOTE,
          MODELS,
          SCHEMA,
          OPENAPI,
          PAGE,
          PAGE_FILE,
          PAGE_HEAD,
          PAGE_FILE_HEAD,
          DELIVERIES,
          CANARY_RECORD ->
          HttpReply.noSuchRoute();
    };
  }
}
