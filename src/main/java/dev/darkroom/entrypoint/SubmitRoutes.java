package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The routes that submit: Darkroom's own, and those of OpenAI's clients. */
@ApplicationScoped
class SubmitRoutes {
  private final SubmitHttp submit;
  private final OpenAiSubmit openAi;
  private final OpenAiEdit edit;

  SubmitRoutes(SubmitHttp submit, OpenAiSubmit openAi, OpenAiEdit edit) {
    this.submit = submit;
    this.openAi = openAi;
    this.edit = edit;
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
      default -> submit.answer(request, found, invocation);
    };
  }
}
