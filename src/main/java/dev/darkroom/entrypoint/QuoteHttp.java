package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.answer.QuoteAnswer;
import dev.darkroom.pipeline.QuotePipeline;
import dev.darkroom.pipeline.QuoteResult.Quoted;
import dev.darkroom.pipeline.QuoteResult.Refused;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code POST /v1/quotes}. */
@ApplicationScoped
class QuoteHttp {
  private final QuotePipeline pipeline;

  QuoteHttp(QuotePipeline pipeline) {
    this.pipeline = pipeline;
  }

  HttpReply answer(HttpRequest request) {
    return JsonType.refusal(request, "the event").orElseGet(() -> quote(request));
  }

  private HttpReply quote(HttpRequest request) {
    return switch (pipeline.quote(SubmitHttp.event(request))) {
      case Quoted(var model, var quotes, var excluded) ->
          HttpReply.json(200, QuoteAnswer.of(model, quotes, excluded));
      case Refused(var why) -> HttpReply.problem(Problem.of(why));
    };
  }
}
