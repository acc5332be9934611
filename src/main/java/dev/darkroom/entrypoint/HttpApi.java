package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.base.KnownNames;
import dev.darkroom.base.TextCut;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.HttpRoute.Match.NoSuchPath;
import dev.darkroom.entrypoint.HttpRoute.Match.WrongMethod;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers requests of the HTTP API: finds the route, or says what is wrong with it. */
@ApplicationScoped
class HttpApi {
  private static final int LONGEST_NAME = 100;

  private final LambdaIo io;

  HttpApi(LambdaIo io) {
    this.io = io;
  }

  /** Reads a request that can be nothing but one of HTTP, and answers it. */
  void answer(
      LambdaFunction function,
      InputStream input,
      OutputStream output,
      BiFunction<HttpRequest, Found, HttpReply> answer)
      throws IOException {
    var request = HttpRequest.of(input.readAllBytes());
    answer(function, request, output, found -> answer.apply(request, found));
  }

  /** Answers a request that this function's routes serve. */
  void answer(
      LambdaFunction function,
      HttpRequest request,
      OutputStream output,
      Function<Found, HttpReply> answer)
      throws IOException {
    io.writeHttp(
        output,
        () ->
            switch (request.route()) {
              case Found found when found.route().function() == function ->
                  unknownParameters(request, found.route())
                      .map(HttpReply::invalid)
                      .orElseGet(() -> answer.apply(found));
              case Found _, NoSuchPath _ -> HttpReply.noSuchRoute();
              case WrongMethod(var allowed) -> wrongMethod(String.join(", ", allowed));
            },
        reply -> OpenAiReply.shaped(request, reply));
  }

  /**
   * The query parameters that the route does not know, or that have several values: a typing
   * mistake must not be ignored.
   */
  private static Optional<List<Fault>> unknownParameters(HttpRequest request, HttpRoute route) {
    return route
        .queryParameters()
        .map(known -> faults(request, known))
        .filter(faults -> !faults.isEmpty());
  }

  private static List<Fault> faults(HttpRequest request, List<String> known) {
    var unknown =
        request.query().values().keySet().stream()
            .filter(name -> !isKnown(name, known))
            .map(name -> fault(name, unknown(name, known)));
    var repeated =
        request.query().repeated().stream()
            .filter(name -> isKnown(name, known))
            .map(name -> fault(name, "has several values: give one"));
    return Stream.concat(unknown, repeated).sorted(Comparator.comparing(Fault::path)).toList();
  }

  private static boolean isKnown(String name, List<String> known) {
    return known.contains(
        name.startsWith(QueryParameters.METADATA) ? QueryParameters.METADATA + "<key>" : name);
  }

  private static Fault fault(String name, String message) {
    return new Fault(TextCut.marked(name, LONGEST_NAME), message);
  }

  private static String unknown(String name, List<String> known) {
    return "is not a known query parameter"
        + (known.isEmpty() ? ": this route has none" : KnownNames.of(known).hint(name));
  }

  private static HttpReply wrongMethod(String allowed) {
    return HttpReply.problem(
            Problem.of(
                405,
                "method_not_allowed",
                "Method not allowed",
                "This route answers " + allowed + ".",
                List.of()))
        .with("allow", allowed);
  }
}
