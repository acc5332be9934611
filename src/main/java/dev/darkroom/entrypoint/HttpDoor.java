package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.Route.Match.Found;
import dev.darkroom.entrypoint.Route.Match.NoSuchPath;
import dev.darkroom.entrypoint.Route.Match.WrongMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What every HTTP door does first: find the route, or say what is wrong with it. */
@ApplicationScoped
class HttpDoor {
  private final Door door;

  HttpDoor(Door door) {
    this.door = door;
  }

  /** Answers a request that this function's routes serve. */
  void answer(
      Function function,
      HttpRequest request,
      OutputStream output,
      java.util.function.Function<Found, HttpAnswer> answer)
      throws IOException {
    door.writeHttp(
        output,
        () ->
            switch (request.route()) {
              case Found found when found.route().function() == function -> answer.apply(found);
              case Found _, NoSuchPath _ ->
                  HttpAnswer.problem(Problem.notFound("There is no such route here."));
              case WrongMethod(var allowed) ->
                  HttpAnswer.problem(
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
