package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The routes that submit, or prepare that: Darkroom's own, and those of OpenAI's clients. */
@ApplicationScoped
class SubmitRoutes {
  private final SubmitHttp submit;
  private final OpenAiSubmit openAi;
  private final OpenAiEdit edit;
  private final UploadHttp uploads;

  SubmitRoutes(SubmitHttp submit, OpenAiSubmit openAi, OpenAiEdit edit, UploadHttp uploads) {
    this.submit = submit;
    this.openAi = openAi;
    this.edit = edit;
    this.uploads = uploads;
  }

  /**
   * Answers a request.
   *
   * @param invocation the time that it has
   */
  HttpReply answer(HttpRequest request, Found found, Duration invocation) {
    return switch (found.route()) {
      case OPENAI_GENERATE -> openAi.generate(request, found, invocation);
      case OPENAI_EDIT -> edit.edit(request, found, invocation);
      case UPLOAD -> uploads.answer(request);
      default -> submit.answer(request, found, invocation);
    };
  }
}
