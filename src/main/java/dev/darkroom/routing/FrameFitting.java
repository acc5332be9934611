package dev.darkroom.routing;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Capability.PixelRange;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Frame.Ratio;
import dev.darkroom.task.Frame.Unspecified;
import dev.darkroom.task.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Holds the size of a wish against a capability. */
final class FrameFitting {
  private FrameFitting() {}

  /** The nearest frame that can be sent, and every difference. */
  record Fitted(Frame frame, List<Adjustment> adjustments) {
    static Fitted unchanged(Frame frame) {
      return new Fitted(frame, List.of());
    }
  }

  static Fitted of(Frame frame, Capability capability) {
    return switch (frame) {
      case Unspecified _ -> Fitted.unchanged(frame);
      case Ratio ratio -> ofRatio(ratio, capability);
      case Pixels pixels -> ofPixels(pixels, capability);
    };
  }

  private static Fitted ofRatio(Ratio wish, Capability capability) {
    var adjustments = new ArrayList<Adjustment>();
    var ratio = nearestRatio(wish.ratio(), capability, adjustments);
    var resolution =
        wish.resolution().flatMap(asked -> nearestResolution(asked, capability, adjustments));
    Frame frame = ratio.isPresent() ? new Ratio(ratio.get(), resolution) : new Unspecified();
    return new Fitted(frame, adjustments);
  }

  private static Optional<AspectRatio> nearestRatio(
      AspectRatio asked, Capability capability, List<Adjustment> adjustments) {
    if (capability.ratios().contains(asked)) {
      return Optional.of(asked);
    }
    var nearest =
        asked.equals(AspectRatio.AUTO)
            ? Optional.<AspectRatio>empty()
            : capability.ratios().stream()
                .filter(ratio -> !ratio.equals(AspectRatio.AUTO))
                .min(Comparator.comparingDouble(ratio -> distance(asked, ratio)));
    adjustments.add(
        adjustment(
            "aspectRatio",
            asked.value(),
            nearest.map(AspectRatio::value),
            nearest.isPresent() ? Kind.SUBSTITUTED : Kind.DROPPED,
            "aspect ratios here: " + capability.ratios()));
    return nearest;
  }

  private static double distance(AspectRatio one, AspectRatio other) {
    return Math.abs(Math.log(one.quotient() / other.quotient()));
  }

  private static Optional<Resolution> nearestResolution(
      Resolution asked, Capability capability, List<Adjustment> adjustments) {
    if (capability.resolutions().contains(asked)) {
      return Optional.of(asked);
    }
    var nearest =
        capability.resolutions().stream()
            .min(Comparator.comparingInt(one -> Math.abs(one.tier() - asked.tier())));
    adjustments.add(
        adjustment(
            "resolution",
            asked.text(),
            nearest.map(Resolution::text),
            nearest.isPresent() ? Kind.SUBSTITUTED : Kind.DROPPED,
            "resolutions here: "
                + capability.resolutions().stream().map(Resolution::text).toList()));
    return nearest;
  }

  private static Fitted ofPixels(Pixels asked, Capability capability) {
    if (capability.pixels().isEmpty()) {
      return new Fitted(
          new Unspecified(),
          List.of(
              adjustment(
                  "width",
                  asked.toString(),
                  Optional.empty(),
                  Kind.DROPPED,
                  "exact pixels cannot be asked for; use aspectRatio")));
    }
    var range = capability.pixels().get();
    if (range.takes(asked.width(), asked.height())) {
      return Fitted.unchanged(asked);
    }
    var nearest = nearest(asked, range);
    return new Fitted(
        nearest,
        List.of(
            adjustment(
                "width",
                asked.toString(),
                Optional.of(nearest.toString()),
                Kind.CLAMPED,
                "width x height is "
                    + range.minArea()
                    + " to "
                    + range.maxArea()
                    + " pixels, and"
                    + " one side at most "
                    + (int) range.maxQuotient()
                    + " times the other")));
  }

  /** The same shape (as far as it is taken) with the nearest area that is taken. */
  private static Pixels nearest(Pixels asked, PixelRange range) {
    double quotient = (double) asked.width() / asked.height();
    double taken = Math.clamp(quotient, 1 / range.maxQuotient(), range.maxQuotient());
    double area = (double) Math.clamp(asked.area(), range.minArea(), range.maxArea());
    double width = Math.sqrt(area * taken);
    double height = Math.sqrt(area / taken);
    boolean grows = area * 2 < (double) range.minArea() + range.maxArea();
    var rounded =
        grows
            ? new Pixels((int) Math.ceil(width), (int) Math.ceil(height))
            : new Pixels((int) Math.floor(width), (int) Math.floor(height));
    return range.takes(rounded.width(), rounded.height()) ? rounded : squarer(rounded);
  }

  /** Rounding at the longest shape may exceed it by a hair: one pixel off the longer side mends. */
  private static Pixels squarer(Pixels pixels) {
    return pixels.width() > pixels.height()
        ? new Pixels(pixels.width() - 1, pixels.height() + 1)
        : new Pixels(pixels.width() + 1, pixels.height() - 1);
  }

  private static Adjustment adjustment(
      String field, String requested, Optional<String> sent, Kind kind, String reason) {
    return new Adjustment(field, requested, sent, Optional.empty(), kind, reason);
  }
}
