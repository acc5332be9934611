package dev.darkroom.routing;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.routing.DimensionsFitter.FittedDimensions;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.Resolution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fits exact pixels to a capability. */
final class PixelFitter {
  private PixelFitter() {}

  static FittedDimensions of(Pixels asked, Capability capability) {
    if (capability.shapes().pixels().isEmpty()) {
      return byRatio(asked, capability);
    }
    var range = capability.shapes().pixels().get();
    return range.takes(asked.width(), asked.height())
        ? FittedDimensions.unchanged(asked)
        : fitted(asked, nearest(asked, range), rule(range));
  }

  private static FittedDimensions fitted(Pixels asked, Optional<Pixels> nearest, String reason) {
    var adjustment =
        new Adjustment(
            "width",
            asked.toString(),
            nearest.map(Pixels::toString),
            Optional.empty(),
            nearest.isPresent() ? Kind.CLAMPED : Kind.DROPPED,
            reason);
    return new FittedDimensions(
        nearest.<Dimensions>map(pixels -> pixels).orElse(new Unspecified()), List.of(adjustment));
  }

  /** The nearest shape at the nearest resolution, where a model takes only shapes. */
  private static FittedDimensions byRatio(Pixels asked, Capability capability) {
    var nearest =
        DimensionsFitter.nearestRatio(asked.quotient(), capability)
            .map(ratio -> new Ratio(ratio, nearestResolution(asked, capability)));
    var adjustment =
        new Adjustment(
            "width",
            asked.toString(),
            nearest.map(Ratio::toString),
            Optional.empty(),
            nearest.isPresent() ? Kind.SUBSTITUTED : Kind.DROPPED,
            "exact pixels cannot be asked for; use aspectRatio instead");
    return new FittedDimensions(
        nearest.<Dimensions>map(ratio -> ratio).orElse(new Unspecified()), List.of(adjustment));
  }

  private static Optional<Resolution> nearestResolution(Pixels asked, Capability capability) {
    double tier = Math.sqrt((double) asked.area()) / Resolution.PIXELS;
    return capability.shapes().resolutions().stream()
        .min(Comparator.comparingDouble(one -> Math.abs(one.tier() - tier)));
  }

  private static String rule(PixelRange range) {
    var rule = new StringBuilder("width x height is ");
    rule.append(range.minArea()).append(" to ").append(range.maxArea()).append(" pixels");
    rule.append(", one side at most ")
        .append(plain(range.maxQuotient()))
        .append(" times the other");
    if (range.maxSide() < Integer.MAX_VALUE) {
      rule.append(", and each ").append(range.minSide()).append(" to ").append(range.maxSide());
    }
    return rule.toString();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number)
        .setScale(3, RoundingMode.FLOOR)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** The same shape, as far as the model takes it, with the nearest area that it takes. */
  private static Optional<Pixels> nearest(Pixels asked, PixelRange range) {
    double longer = Math.max(asked.width(), asked.height());
    double quotient =
        Math.min(longer / Math.min(asked.width(), asked.height()), range.maxQuotient());
    double area = (double) Math.clamp(asked.area(), range.minArea(), range.maxArea());
    double tallest = Math.max(range.minSide(), range.maxSide() / quotient);
    int shorter =
        (int) Math.round(Math.clamp(Math.sqrt(area / quotient), range.minSide(), tallest));
    return IntStream.of(shorter, shorter + 1, shorter - 1) // rounding may leave the range by a hair
        .filter(side -> side >= range.minSide())
        .mapToObj(side -> wide(side, quotient, range))
        .flatMap(Optional::stream)
        .findFirst()
        .map(wide -> asked.width() >= asked.height() ? wide : turned(wide));
  }

  private static Optional<Pixels> wide(int height, double quotient, PixelRange range) {
    long least = Math.max(height, Math.ceilDiv(range.minArea(), height));
    long most =
        Math.min(
            range.maxSide(),
            Math.min(range.maxArea() / height, (long) (height * range.maxQuotient())));
    return least > most
        ? Optional.empty()
        : Optional.of(
            new Pixels((int) Math.clamp(Math.round(height * quotient), least, most), height));
  }

  private static Pixels turned(Pixels pixels) {
    return new Pixels(/* width= */ pixels.height(), /* height= */ pixels.width());
  }
}
