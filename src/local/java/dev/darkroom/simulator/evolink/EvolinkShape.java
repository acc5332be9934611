package dev.darkroom.simulator.evolink;

import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.SizeTable;
import dev.darkroom.simulator.protocol.RequestFields;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How a model of EvoLink gets its picture's size out of {@code size} and {@code quality}. */
public interface EvolinkShape {
  String SIZE = "/size";

  /** The size; empty, and remembered in the fields, if it is wrong. */
  Optional<PictureSize> of(RequestFields fields);

  /** Seedream: a ratio with a tier, or pixels up to an area. */
  static EvolinkShape seedream(List<String> ratios, List<String> tiers, long mostArea) {
    Predicate<PictureSize> isInRange =
        size -> size.area() >= 2560L * 1440 && size.area() <= mostArea && size.quotient() <= 16;
    return fields -> {
      var tier = fields.oneOf("/quality", tiers).orElse("2K");
      var text = fields.text(SIZE).orElse("2048x2048");
      return checked(
          fields,
          ratios.contains(text)
              ? Optional.of(PictureSize.seedream(text, tier))
              : PictureSize.ofPixels(text).filter(isInRange),
          ratios);
    };
  }

  /** A ratio, or pixels within sides; square if there is nothing. */
  static EvolinkShape ratios(SizeTable table, Predicate<PictureSize> isInRange) {
    return fields -> {
      var text = fields.text(SIZE).orElse("1:1");
      var size = table.of(text).or(() -> PictureSize.ofPixels(text).filter(isInRange));
      return checked(fields, size, table.ratios());
    };
  }

  private static Optional<PictureSize> checked(
      RequestFields fields, Optional<PictureSize> size, List<String> ratios) {
    fields.check(size.isPresent(), SIZE, "must be a ratio of " + ratios + " or WxH in range");
    return size;
  }
}
