package dev.darkroom.settlement;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.settlement.Comparison.Difference;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares the sizes that came with the shape and size that were requested. A size is right that
 * the provider's table has for the request, however it is rounded. Where the table has none, a
 * shape may be 2% and an area 15% off.
 */
final class DimensionsComparison {
  /** Providers round to multiples of 8 or 16 pixels. */
  private static final double SHAPE_TOLERANCE = 0.02;

  /** Tiers are names, not numbers: 2848 x 1600 is sold as 2K, and is 9% more. */
  private static final double AREA_TOLERANCE = 0.15;

  private final AspectRatio ratio;
  private final Optional<Capability> row;

  /**
   * For one shape.
   *
   * @param ratio as it was sent
   */
  private DimensionsComparison(AspectRatio ratio, Optional<Capability> row) {
    this.ratio = ratio;
    this.row = row;
  }

  /**
   * Every difference; some of them may be known already.
   *
   * @param known what routing announced: the ratio may have been sent as another
   */
  static List<Difference> of(
      Dimensions asked, List<Adjustment> known, Optional<Capability> row, List<Pixels> sizes) {
    return switch (asked) {
      case Unspecified _ -> List.of();
      case Pixels pixels ->
          sizes.stream().allMatch(pixels::equals)
              ? List.of()
              : List.of(
                  new Difference(
                      "width", pixels.toString(), "the provider delivered another size"));
      case Ratio(var ratio, var resolution) ->
          new DimensionsComparison(sent(ratio, known), row).differences(ratio, resolution, sizes);
    };
  }

  /** A ratio that was not sent at all leaves the shape to the model. */
  private static AspectRatio sent(AspectRatio asked, List<Adjustment> known) {
    return known.stream()
        .filter(one -> one.field().equals("aspectRatio"))
        .findFirst()
        .map(one -> one.sent().flatMap(AspectRatio::parse).orElse(AspectRatio.AUTO))
        .orElse(asked);
  }

  private List<Difference> differences(
      AspectRatio asked, Optional<Resolution> resolution, List<Pixels> sizes) {
    var shape =
        Optional.of(
                new Difference(
                    "aspectRatio", asked.value(), "the provider delivered another shape"))
            .filter(_ -> !sizes.stream().allMatch(this::hasShape));
    var tier =
        resolution
            .filter(one -> !sizes.stream().allMatch(size -> hasTier(size, one)))
            .map(one -> new Difference("resolution", one.text(), rule(one)));
    return Stream.of(shape, tier).flatMap(Optional::stream).toList();
  }

  private boolean hasShape(Pixels size) {
    return ratio.equals(AspectRatio.AUTO)
        || isNear(size.quotient(), ratio.quotient(), SHAPE_TOLERANCE)
        || known().anyMatch(one -> isNear(size.quotient(), one.quotient(), SHAPE_TOLERANCE));
  }

  /** Another shape is reported as a shape; its area may still be that of the tier. */
  private boolean hasTier(Pixels size, Resolution tier) {
    var exact = known(tier);
    if (exact.isPresent() && hasShape(size)) {
      return size.equals(exact.get());
    }
    return isNear((double) size.area(), exact.map(Pixels::area).orElse(area(tier)), AREA_TOLERANCE);
  }

  private String rule(Resolution tier) {
    int side = tier.tier() * Resolution.PIXELS;
    return known(tier)
        .map(exact -> "%s at %s is %s here".formatted(ratio, tier.text(), exact))
        .orElse("%s is about as many pixels as %dx%d".formatted(tier.text(), side, side));
  }

  private Stream<Pixels> known() {
    return row.stream()
        .flatMap(one -> one.shapes().sizes().stream())
        .filter(size -> size.ratio().equals(ratio))
        .map(Capability.Size::pixels);
  }

  private Optional<Pixels> known(Resolution tier) {
    return row.flatMap(one -> one.shapes().sizeOf(ratio, Optional.of(tier)));
  }

  private static long area(Resolution tier) {
    long side = (long) tier.tier() * Resolution.PIXELS;
    return side * side;
  }

  private static boolean isNear(double value, double expected, double tolerance) {
    return Math.abs(value / expected - 1) <= tolerance;
  }
}
