package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.HttpRoute.Match.NoSuchPath;
import dev.darkroom.entrypoint.HttpRoute.Match.WrongMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Answers requests of the HTTP API: finds the route, or says what is wrong with it. */
@ApplicationScoped
class HttpApi {
  private final LambdaIo io;

  HttpApi(LambdaIo io) {
    this.io = io;
  }

  /** Answers a request that this function's routes serve. */
  void answer(
      LambdaFunction function,
      HttpRequest request,
      OutputStream output,
      java.util.function.Function<Found, HttpReply> answer)
      throws IOException {
    io.writeHttp(
        output,
        () ->
            switch (request.route()) {
              case Found found when found.route().function() == function -> answer.apply(found);
              case Found _, NoSuchPath _ ->
                  HttpReply.problem(Problem.notFound("There is no such route here."));
              case WrongMethod(var allowed) ->
                  HttpReply.problem(
                          Problem.of(
                              405,
                              "method_not_allowed",
                              "Method not allowed",
                              "This route answers " + String.join(", ", allowed) + ".",
                              List.of()))
                      .with("allow", String.join(", ", allowed));
            });
  }
}
