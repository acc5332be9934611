package dev.darkroom.routing;

import dev.darkroom.link.LinkRule;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.Surrender;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ImageSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the real step without a container. */
public final class TestingRouter {
  private TestingRouter() {}

  /** What routing would announce about that wish; empty: it would not send it. */
  public static Optional<List<Adjustment>> adjustments(ImageSpec wish, Capability capability) {
    var fit = ImageFitter.of(wish, capability);
    return fit.isPossible() ? Optional.of(fit.adjustments()) : Optional.empty();
  }

  /**
   * A router.
   *
   * @param order as in {@code DARKROOM_ROUTING_ORDER}; empty: not set
   */
  public static Router of(
      Providers providers, Submission submission, Surrender surrender, List<String> order) {
    return of(providers, submission, surrender, order, new TestingReferenceStore(), List.of());
  }

  /**
   * A router that looks at references in S3.
   *
   * @param buckets as in {@code DARKROOM_REFERENCE_BUCKETS}; empty: not set
   */
  static Router of(
      Providers providers,
      Submission submission,
      Surrender surrender,
      List<String> order,
      ReferenceStore store,
      List<String> buckets) {
    var references =
        new ReferenceImages(
            store, LinkRule.of(Set.of(), 443), config(buckets, Duration.ofHours(1)));
    return new Router(
        providers,
        references,
        submission,
        surrender,
        () -> order.isEmpty() ? Optional.empty() : Optional.of(order));
  }

  static ReferenceConfig config(List<String> buckets, Duration validity) {
    return new ReferenceConfig() {
      @Override
      public Optional<List<String>> buckets() {
        return buckets.isEmpty() ? Optional.empty() : Optional.of(buckets);
      }

      @Override
      public Duration linkValidity() {
        return validity;
      }
    };
  }
}
