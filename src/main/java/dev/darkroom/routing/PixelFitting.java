package dev.darkroom.routing;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Capability.PixelRange;
import dev.darkroom.routing.FrameFitting.Fitted;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Frame.Unspecified;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds exact pixels against a capability. */
final class PixelFitting {
  private PixelFitting() {}

  static Fitted of(Pixels asked, Capability capability) {
    if (capability.pixels().isEmpty()) {
      return fitted(
          asked, Optional.empty(), "exact pixels cannot be asked for; use aspectRatio instead");
    }
    var range = capability.pixels().get();
    return range.takes(asked.width(), asked.height())
        ? Fitted.unchanged(asked)
        : fitted(asked, nearest(asked, range), rule(range));
  }

  private static Fitted fitted(Pixels asked, Optional<Pixels> nearest, String reason) {
    var adjustment =
        new Adjustment(
            "width",
            asked.toString(),
            nearest.map(Pixels::toString),
            Optional.empty(),
            nearest.isPresent() ? Kind.CLAMPED : Kind.DROPPED,
            reason);
    return new Fitted(
        nearest.<Frame>map(pixels -> pixels).orElse(new Unspecified()), List.of(adjustment));
  }

  private static String rule(PixelRange range) {
    return "width x height is "
        + range.minArea()
        + " to "
        + range.maxArea()
        + " pixels, and one side at most "
        + BigDecimal.valueOf(range.maxQuotient()).stripTrailingZeros().toPlainString()
        + " times the other";
  }

  /** The same shape (as far as it is taken) with the nearest area that is taken. */
  private static Optional<Pixels> nearest(Pixels asked, PixelRange range) {
    double longer = Math.max(asked.width(), asked.height());
    double quotient =
        Math.min(longer / Math.min(asked.width(), asked.height()), range.maxQuotient());
    double area = (double) Math.clamp(asked.area(), range.minArea(), range.maxArea());
    int shorter = (int) Math.round(Math.sqrt(area / quotient));
    return IntStream.of(shorter, shorter + 1, shorter - 1) // rounding may leave the range by a hair
        .filter(side -> side > 0)
        .mapToObj(side -> wide(side, quotient, range))
        .flatMap(Optional::stream)
        .findFirst()
        .map(wide -> asked.width() >= asked.height() ? wide : turned(wide));
  }

  private static Optional<Pixels> wide(int height, double quotient, PixelRange range) {
    long least = Math.max(height, Math.ceilDiv(range.minArea(), height));
    long most = Math.min(range.maxArea() / height, (long) (height * range.maxQuotient()));
    return least > most
        ? Optional.empty()
        : Optional.of(
            new Pixels((int) Math.clamp(Math.round(height * quotient), least, most), height));
  }

  private static Pixels turned(Pixels pixels) {
    return new Pixels(/* width= */ pixels.height(), /* height= */ pixels.width());
  }
}
