package dev.darkroom.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How a model of EvoLink gets its picture's size out of {@code size} and {@code quality}. */
interface EvoLinkShape {
  String SIZE = "/size";

  /** The size; empty, and remembered in the fields, if it is wrong. */
  Optional<PictureSize> of(Fields fields);

  /** Seedream: a ratio with a tier, or pixels up to an area. */
  static EvoLinkShape seedream(List<String> ratios, List<String> tiers, long mostArea) {
    Predicate<PictureSize> isInRange =
        size -> size.area() >= 2560L * 1440 && size.area() <= mostArea && size.quotient() <= 16;
    return fields -> {
      String tier = fields.oneOf("/quality", tiers).orElse("2K");
      String text = fields.text(SIZE).orElse("2048x2048");
      return checked(
          fields,
          ratios.contains(text)
              ? Optional.of(PictureSize.seedream(text, tier))
              : PictureSize.ofPixels(text).filter(isInRange),
          ratios);
    };
  }

  /** A ratio, or pixels within sides; square if there is nothing. */
  static EvoLinkShape ratios(SizeTable table, Predicate<PictureSize> isInRange) {
    return fields -> {
      String text = fields.text(SIZE).orElse("1:1");
      Optional<PictureSize> size =
          table.of(text).or(() -> PictureSize.ofPixels(text).filter(isInRange));
      return checked(fields, size, table.ratios());
    };
  }

  private static Optional<PictureSize> checked(
      Fields fields, Optional<PictureSize> size, List<String> ratios) {
    fields.check(size.isPresent(), SIZE, "must be a ratio of " + ratios + " or WxH in range");
    return size;
  }
}
