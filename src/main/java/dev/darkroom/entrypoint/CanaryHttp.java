package dev.darkroom.entrypoint;

import dev.darkroom.answer.CanaryAnswer;
import dev.darkroom.answer.Problem;
import dev.darkroom.control.CanaryOutcome.Failed;
import dev.darkroom.control.CanaryOutcome.NoSuchProvider;
import dev.darkroom.control.CanaryOutcome.Off;
import dev.darkroom.control.CanaryOutcome.Recorded;
import dev.darkroom.control.CanaryOutcome.WithoutKeys;
import dev.darkroom.control.ProviderCanary;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** {@code POST /v1/providers/{provider}/canary}. */
@ApplicationScoped
class CanaryHttp {
  private final ProviderCanary canary;

  CanaryHttp(ProviderCanary canary) {
    this.canary = canary;
  }

  HttpReply run(Found found) {
    return switch (canary.run(found.parameters().getOrDefault("provider", ""))) {
      case Recorded(var seen) -> HttpReply.json(200, CanaryAnswer.of(seen));
      case NoSuchProvider _ ->
          HttpReply.problem(Problem.notFound("There is no provider of this name."));
      case WithoutKeys(var provider) ->
          problem(
              409,
              "no_idempotency_keys",
              "Nothing to find out",
              provider + " takes no idempotency keys. Its paid calls are never repeated.");
      case Off(var provider, var why) ->
          problem(409, "provider_off", "The provider is off", provider + ": " + why + ".");
      case Failed(var provider, var isTransient, var why) ->
          isTransient
              ? problem(
                  503,
                  "canary_not_run",
                  "The canary could not be run",
                  provider + ", " + why + ". Nothing was spent, and nothing is recorded.")
              : problem(
                  502,
                  "canary_failed",
                  "The canary failed",
                  provider
                      + ", "
                      + why
                      + ". Nothing is recorded. It may have cost an image: look at the account's"
                      + " list of tasks, then run it again.");
    };
  }

  private static HttpReply problem(int status, String code, String title, String detail) {
    return HttpReply.problem(Problem.of(status, code, title, detail, List.of()));
  }
}
