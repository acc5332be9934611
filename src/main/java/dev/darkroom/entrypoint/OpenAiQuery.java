package dev.darkroom.entrypoint;

import dev.darkroom.answer.DeletedAnswer;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.WaitTime.Reading;
import dev.darkroom.openai.ModelListAnswer;
import dev.darkroom.openai.ResponseFormat;
import dev.darkroom.query.LongPoll;
import dev.darkroom.query.Models;
import dev.darkroom.query.Query;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** What OpenAI's clients read: {@code /openai/v1/models}, and a generation that was not over. */
@ApplicationScoped
class OpenAiQuery {
  private final Query query;
  private final Models models;
  private final OpenAiImages images;
  private final LongPoll longPoll;
  private final Clock clock;

  OpenAiQuery(Query query, Models models, OpenAiImages images, LongPoll longPoll, Clock clock) {
    this.query = query;
    this.models = models;
    this.images = images;
    this.longPoll = longPoll;
    this.clock = clock;
  }

  /** The models that a provider offers which is on. */
  HttpReply models() {
    return HttpReply.json(200, ModelListAnswer.of(models.offered()));
  }

  /** One of them. */
  HttpReply model(String name) {
    return ModelListAnswer.of(models.offered())
        .find(name)
        .map(model -> HttpReply.json(200, model))
        .orElseGet(() -> OpenAiReply.noSuchModel(name));
  }

  /** What became of a generation. */
  HttpReply generation(HttpRequest request, Found found, Instant end) {
    var format =
        ResponseFormat.parse(
            request.parameter(ResponseFormat.FIELD).orElse(ResponseFormat.URL.text()));
    if (format.isEmpty()) {
      return HttpReply.invalid(new Fault(ResponseFormat.FIELD, ResponseFormat.EXPECTED));
    }
    var id = found.parameters().getOrDefault("id", "");
    return switch (WaitTime.of(request)) {
      case Reading.Wrong(var fault) -> HttpReply.invalid(fault);
      case Reading.Wanted(var wait) ->
          query
              .find(id)
              .flatMap(task -> longPoll.untilOver(task, wait.end(clock.instant(), end)))
              .map(task -> images.of(task, format.get(), request.visible(found.base())))
              .map(wait::in)
              .or(() -> query.deleted(id).map(OpenAiQuery::deleted))
              .or(() -> query.refusal(id).map(OpenAiQuery::refused))
              .orElseGet(HttpReply::noSuchGeneration);
    };
  }

  private static HttpReply refused(Refusal refusal) {
    return OpenAiReply.ofGeneration(400, refusal.code(), refusal.message(), refusal.id().value());
  }

  private static HttpReply deleted(Tombstone tombstone) {
    return HttpReply.problem(DeletedAnswer.of(tombstone).problem());
  }
}
