package dev.darkroom.routing;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Fits the shape and size of a request to a capability. */
final class DimensionsFitter {
  private DimensionsFitter() {}

  /** The nearest dimensions that can be sent, and every difference. */
  record FittedDimensions(Dimensions dimensions, List<Adjustment> adjustments) {
    static FittedDimensions unchanged(Dimensions dimensions) {
      return new FittedDimensions(dimensions, List.of());
    }
  }

  static FittedDimensions of(Dimensions dimensions, Capability capability) {
    return switch (dimensions) {
      case Unspecified _ -> FittedDimensions.unchanged(dimensions);
      case Ratio ratio -> ofRatio(ratio, capability);
      case Pixels pixels -> PixelFitter.of(pixels, capability);
    };
  }

  private static FittedDimensions ofRatio(Ratio requested, Capability capability) {
    var adjustments = new ArrayList<Adjustment>();
    var ratio = nearestRatio(requested.ratio(), capability, adjustments);
    if (ratio.isEmpty()) {
      requested.resolution().ifPresent(asked -> adjustments.add(withoutRatio(asked)));
      return new FittedDimensions(new Unspecified(), adjustments);
    }
    var resolution =
        requested.resolution().flatMap(asked -> nearestResolution(asked, capability, adjustments));
    return new FittedDimensions(new Ratio(ratio.get(), resolution), adjustments);
  }

  private static Optional<AspectRatio> nearestRatio(
      AspectRatio asked, Capability capability, List<Adjustment> adjustments) {
    if (capability.shapes().ratios().contains(asked)) {
      return Optional.of(asked);
    }
    var nearest =
        asked.equals(AspectRatio.AUTO)
            ? Optional.<AspectRatio>empty()
            : nearestRatio(asked.quotient(), capability);
    adjustments.add(
        adjustment(
            "aspectRatio",
            asked.value(),
            nearest.map(AspectRatio::value),
            nearest.isPresent() ? Kind.SUBSTITUTED : Kind.DROPPED,
            offered("aspect ratio", capability.shapes().ratios())));
    return nearest;
  }

  /** The shape nearest to this width divided by height; empty if the model has none. */
  static Optional<AspectRatio> nearestRatio(double quotient, Capability capability) {
    return capability.shapes().ratios().stream()
        .filter(ratio -> !ratio.equals(AspectRatio.AUTO))
        .min(Comparator.comparingDouble(one -> Math.abs(Math.log(one.quotient() / quotient))));
  }

  private static Optional<Resolution> nearestResolution(
      Resolution asked, Capability capability, List<Adjustment> adjustments) {
    if (capability.shapes().resolutions().contains(asked)) {
      return Optional.of(asked);
    }
    var nearest =
        capability.shapes().resolutions().stream()
            .min(Comparator.comparingInt(one -> Math.abs(one.tier() - asked.tier())));
    adjustments.add(
        adjustment(
            "resolution",
            asked.text(),
            nearest.map(Resolution::text),
            nearest.isPresent() ? Kind.SUBSTITUTED : Kind.DROPPED,
            offered(
                "resolution",
                capability.shapes().resolutions().stream().map(Resolution::text).toList())));
    return nearest;
  }

  private static String offered(String what, List<?> values) {
    return values.isEmpty() ? "no " + what + " can be asked for" : what + "s here: " + values;
  }

  private static Adjustment withoutRatio(Resolution asked) {
    return adjustment(
        "resolution",
        asked.text(),
        Optional.empty(),
        Kind.DROPPED,
        "a resolution goes with an aspect ratio, and that one cannot be kept");
  }

  private static Adjustment adjustment(
      String field, String requested, Optional<String> sent, Kind kind, String reason) {
    return new Adjustment(field, requested, sent, Optional.empty(), kind, reason);
  }
}
