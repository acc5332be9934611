package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.query.ListRequest;
import dev.darkroom.query.ListRequestReader;
import dev.darkroom.query.Query;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/generations}: one page of a list. */
@ApplicationScoped
class ListHttp {
  /** What it may be asked with. */
  static final List<String> PARAMETERS =
      List.of(
          "after",
          "limit",
          QueryParameters.METADATA + "<key>",
          "model",
          "provider",
          "since",
          "status",
          "until");

  private final Query query;

  ListHttp(Query query) {
    this.query = query;
  }

  HttpReply answer(HttpRequest request, String base) {
    return switch (ListRequestReader.read(request.query().values())) {
      case ListRequest.Open(var after) -> open(() -> query.open(after), base);
      case ListRequest.InDoubt(var after) -> open(() -> query.inDoubt(after), base);
      case ListRequest.Recent recent ->
          query
              .recent(recent)
              .map(page -> HttpReply.json(200, page.behind(base)))
              .orElseGet(ListHttp::off);
      case ListRequest.Invalid(var faults) -> HttpReply.invalid(faults);
    };
  }

  private static HttpReply open(Supplier<Query.OpenPage> page, String base) {
    try {
      return HttpReply.json(200, page.get().behind(base));
    } catch (IllegalArgumentException noMark) {
      return HttpReply.invalid(new Fault("after", ListRequestReader.NO_CURSOR));
    }
  }

  private static HttpReply off() {
    return HttpReply.problem(
        Problem.of(
            409,
            "list_off",
            "The list is off",
            "The list is switched off here, and no generation is listed. ?status=open and"
                + " ?status=in_doubt answer nevertheless, and so does each generation by its id.",
            List.of()));
  }
}
