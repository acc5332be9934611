package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.answer.RefusalAnswer;
import dev.darkroom.entrypoint.Route.Match.Found;
import dev.darkroom.query.Models;
import dev.darkroom.query.Query;
import dev.darkroom.schema.Documents;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code query}: the routes that read. */
@Named("query")
public class QueryFunction implements RequestStreamHandler {
  private final Query query;
  private final Models models;
  private final Documents documents;
  private final HttpDoor httpDoor;
  private final Door door;

  QueryFunction(Query query, Models models, Documents documents, HttpDoor httpDoor, Door door) {
    this.query = query;
    this.models = models;
    this.documents = documents;
    this.httpDoor = httpDoor;
    this.door = door;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var request = HttpRequest.of(door.read(input.readAllBytes()));
    httpDoor.answer(Function.QUERY, request, output, found -> answer(request, found));
  }

  private HttpAnswer answer(HttpRequest request, Found found) {
    return switch (found.route()) {
      case GENERATION ->
          generation(found.parameters().getOrDefault("id", ""), request.visible(found.base()));
      case OPEN_GENERATIONS -> open(request, request.visible(found.base()));
      case MODELS -> HttpAnswer.json(200, Map.of("models", models.all()));
      case SCHEMA -> document(documents.event()).with("content-type", "application/schema+json");
      case OPENAPI -> document(documents.openApi());
      case SUBMIT, CALLBACK -> HttpAnswer.problem(Problem.notFound("There is no such route here."));
    };
  }

  private HttpAnswer generation(String id, String base) {
    return query
        .find(id)
        .map(found -> HttpAnswer.json(200, found.behind(base)))
        .or(() -> query.refusal(id).map(QueryFunction::refused))
        .orElseGet(
            () -> HttpAnswer.problem(Problem.notFound("There is no generation of this id.")));
  }

  /** The event never became a task; its sender could not be told at once, but can look it up. */
  private static HttpAnswer refused(Refusal refusal) {
    return HttpAnswer.json(200, RefusalAnswer.of(refusal));
  }

  private HttpAnswer open(HttpRequest request, String base) {
    if (!request.parameter("status").equals(Optional.of("open"))) {
      return invalid("status", "must be \"open\": ?status=open lists the tasks that are open");
    }
    try {
      return HttpAnswer.json(200, query.open(request.parameter("after")).behind(base));
    } catch (IllegalArgumentException noMark) {
      return invalid("after", "must be the \"next\" of the page before");
    }
  }

  /** It changes with the release alone. */
  private static HttpAnswer document(JsonNode document) {
    return HttpAnswer.json(200, document).with("cache-control", "public, max-age=300");
  }

  private static HttpAnswer invalid(String path, String message) {
    return HttpAnswer.problem(Problem.of(Rejection.invalid(List.of(new Fault(path, message)))));
  }
}
