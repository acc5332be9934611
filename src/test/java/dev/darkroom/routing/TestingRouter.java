package dev.darkroom.routing;

import dev.darkroom.link.LinkRule;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ImageSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the real step without a container. */
public final class TestingRouter {
  private TestingRouter() {}

  /** What routing would announce about this image spec; empty: routing would not send it. */
  public static Optional<List<Adjustment>> adjustments(ImageSpec spec, Capability capability) {
    var fit = ImageFitter.of(spec, capability);
    return fit.isPossible() ? Optional.of(fit.adjustments()) : Optional.empty();
  }

  /**
   * A router.
   *
   * @param order as in {@code DARKROOM_ROUTING_ORDER}; empty: not set
   */
  public static Router of(Providers providers, List<String> order) {
    return new Router(providers, () -> order.isEmpty() ? Optional.empty() : Optional.of(order));
  }

  /** A look at references in S3. */
  public static ReferenceImages references(ReferenceStore store) {
    return references(store, List.of());
  }

  /**
   * A look at references in S3.
   *
   * @param buckets as in {@code DARKROOM_REFERENCE_BUCKETS}; empty: not set
   */
  static ReferenceImages references(ReferenceStore store, List<String> buckets) {
    return new ReferenceImages(
        store, LinkRule.of(Set.of(), 443), config(buckets, Duration.ofHours(1)));
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
