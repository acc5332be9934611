package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.CanaryAnswer;
import dev.darkroom.answer.Problem;
import dev.darkroom.answer.RefusalAnswer;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.WaitTime.Reading;
import dev.darkroom.query.LongPoll;
import dev.darkroom.query.Models;
import dev.darkroom.query.ModelsAnswer;
import dev.darkroom.query.ProviderOffers;
import dev.darkroom.query.Query;
import dev.darkroom.schema.Documents;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** {@code query}: the routes that read. */
@Named("query")
public class QueryFunction implements RequestStreamHandler {
  private final Query query;
  private final Models models;
  private final ProviderOffers providers;
  private final Documents documents;
  private final ListHttp list;
  private final QuoteHttp quotes;
  private final HttpApi api;
  private final LongPoll longPoll;
  private final OpenAiQuery openAi;
  private final PageHttp page;
  private final Clock clock;

  QueryFunction(
      Query query,
      Models models,
      ProviderOffers providers,
      Documents documents,
      ListHttp list,
      QuoteHttp quotes,
      HttpApi api,
      LongPoll longPoll,
      OpenAiQuery openAi,
      PageHttp page,
      Clock clock) {
    this.query = query;
    this.models = models;
    this.providers = providers;
    this.documents = documents;
    this.list = list;
    this.quotes = quotes;
    this.api = api;
    this.longPoll = longPoll;
    this.openAi = openAi;
    this.page = page;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var invocation = Duration.ofMillis(context.getRemainingTimeInMillis());
    api.answer(
        LambdaFunction.QUERY,
        input,
        output,
        (request, found) -> answer(request, found, clock.instant().plus(invocation)));
  }

  private HttpReply answer(HttpRequest request, Found found, Instant end) {
    return switch (found.route()) {
      case GENERATION -> generation(request, found, end);
      case GENERATIONS -> list.answer(request, request.visible(found.base()));
      case QUOTE -> quotes.answer(request);
      case MODELS -> HttpReply.json(200, new ModelsAnswer(models.all(), providers.all()));
      case SCHEMA -> document(documents.event()).with("content-type", "application/schema+json");
      case OPENAPI -> document(documents.openApi());
      case PAGE -> page.document(request);
      case PAGE_FILE -> page.file(request, found);
      case PAGE_HEAD -> page.document(request).head();
      case PAGE_FILE_HEAD -> page.file(request, found).head();
      case CANARY_RECORD -> canary(found.parameters().getOrDefault("provider", ""));
      case DELIVERIES -> deliveries(id(found), request.visible(found.base()));
      case OPENAI_GENERATION -> openAi.generation(request, found, end);
      case OPENAI_MODELS -> openAi.models();
      case OPENAI_MODEL -> openAi.model(found.parameters().getOrDefault("model", ""));
      case SUBMIT,
          UPLOAD,
          OPENAI_GENERATE,
          OPENAI_EDIT,
          CALLBACK,
          CANCEL,
          DELETION,
          RESOLUTION,
          RECHECK,
          REPLAY,
          CANARY ->
          HttpReply.noSuchRoute();
    };
  }

  private HttpReply generation(HttpRequest request, Found found, Instant end) {
    return switch (WaitTime.of(request)) {
      case Reading.Wrong(var fault) -> HttpReply.invalid(fault);
      case Reading.Wanted(var wait) ->
          query
              .find(id(found))
              .flatMap(task -> longPoll.untilOver(task, wait.end(clock.instant(), end)))
              .map(task -> wait.in(generation(task, request.visible(found.base()))))
              .or(() -> query.deleted(id(found)).map(HttpReply::deleted))
              .or(() -> query.refusal(id(found)).map(QueryFunction::refused))
              .orElseGet(HttpReply::noSuchGeneration);
    };
  }

  private HttpReply generation(Task task, String base) {
    var reply = HttpReply.json(200, query.answer(task).behind(base));
    return NextLook.in(reply, task, clock.instant());
  }

  private HttpReply deliveries(String id, String base) {
    return query
        .deliveries(id)
        .map(found -> HttpReply.json(200, found.behind(base)))
        .or(() -> query.deleted(id).map(HttpReply::deleted))
        .orElseGet(HttpReply::noSuchGeneration);
  }

  private static String id(Found found) {
    return found.parameters().getOrDefault("id", "");
  }

  private HttpReply canary(String provider) {
    return query
        .canary(provider)
        .map(seen -> HttpReply.json(200, CanaryAnswer.of(seen)))
        .orElseGet(
            () -> HttpReply.problem(Problem.notFound("No canary of this provider was run.")));
  }

  /** The refusal of an event whose sender got no answer, but can look it up. */
  private static HttpReply refused(Refusal refusal) {
    return HttpReply.json(200, RefusalAnswer.of(refusal));
  }

  /** A document that changes only with a release. */
  private static HttpReply document(JsonNode document) {
    return HttpReply.json(200, document).with("cache-control", "public, max-age=300");
  }
}
