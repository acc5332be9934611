package dev.darkroom.routing;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Providers;
import dev.darkroom.submission.Submission;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Picture;
import java.util.List;
import java.util.Optional;

/** Makes the real step without a container. */
public final class TestingRouter {
  private TestingRouter() {}

  /** What routing would announce about that wish; empty: it would not send it. */
  public static Optional<List<Adjustment>> adjustments(Picture wish, Capability capability) {
    var fit = Fitting.of(wish, capability);
    return fit.isPossible() ? Optional.of(fit.adjustments()) : Optional.empty();
  }

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
