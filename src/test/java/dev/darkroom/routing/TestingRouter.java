package dev.darkroom.routing;

import dev.darkroom.provider.Providers;
import dev.darkroom.submission.Submission;
import java.util.List;
import java.util.Optional;

/** Makes the real step without a container. */
public final class TestingRouter {
  private TestingRouter() {}

  /**
   * A router.
   *
   * @param order as in {@code DARKROOM_ROUTING_ORDER}; empty: not set
   */
  public static Router of(Providers providers, Submission submission, List<String> order) {
    return new Router(
        providers, submission, () -> order.isEmpty() ? Optional.empty() : Optional.of(order));
  }
}
