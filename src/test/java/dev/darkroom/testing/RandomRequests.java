package dev.darkroom.testing;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.provider.catalogue.Capability.Size;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Image specs and capabilities that nobody thought of. */
public final class RandomRequests {
  private static final List<AspectRatio> RATIOS =
      Stream.of("auto", "1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "2:3")
          .map(AspectRatio::new)
          .toList();

  private RandomRequests() {}

  /** Any image spec; most have to be adapted to some capability. */
  public static ImageSpec spec(Random random) {
    return ImageSpec.builder("🦊".repeat(1 + random.nextInt(20)))
        .images(
            Collections.nCopies(
                random.nextBoolean() ? 0 : random.nextInt(12), URI.create("https://example.com/a")))
        .dimensions(frame(random))
        .count(1 + random.nextInt(15))
        .seed(maybe(random, (long) random.nextInt(1000)))
        .outputFormat(maybe(random, pick(random, List.of(OutputFormat.values()))))
        .safetyChecker(maybe(random, random.nextBoolean()))
        .webSearch(maybe(random, random.nextBoolean()))
        .promptOptimization(maybe(random, "standard"))
        .build();
  }

  private static Dimensions frame(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Unspecified();
      case 1 ->
          new Ratio(
              random.nextBoolean()
                  ? pick(random, RATIOS)
                  : new AspectRatio((1 + random.nextInt(99)) + ":" + (1 + random.nextInt(99))),
              maybe(random, pick(random, List.of(Resolution.values()))));
      default -> new Pixels(side(random), side(random));
    };
  }

  /** From 1 to 65536, small ones as often as large ones. */
  private static int side(Random random) {
    return Math.min(65_536, 1 + random.nextInt(1 << (1 + random.nextInt(16))));
  }

  /** Any row; of the sizes it offers it knows some. */
  public static Capability capability(Random random) {
    var operations =
        random.nextInt(4) == 0
            ? new Operation[] {pick(random, List.of(Operation.values()))}
            : Operation.values();
    var row =
        Capability.row(Examples.MODEL.value(), "their-model", operations)
            .resolutions(some(random, List.of(Resolution.values())).toArray(Resolution[]::new))
            .count(1 + random.nextInt(15))
            .formats(some(random, List.of(OutputFormat.values())).toArray(OutputFormat[]::new))
            .references(
                new References(maybe(random, random.nextInt(14)), Set.of(), Optional.empty()));
    some(random, RATIOS).stream()
        .map(AspectRatio::value)
        .reduce((one, other) -> one + " " + other)
        .ifPresent(row::ratios);
    if (random.nextBoolean()) {
      row.makesVideo();
    }
    row.sizes(sizes(random));
    maybe(random, range(random)).ifPresent(row::pixels);
    maybe(random, 5 + random.nextInt(20)).ifPresent(row::prompt);
    maybe(random, 1 + random.nextInt(15)).ifPresent(row::total);
    maybe(random, new SeedRange(random.nextInt(3), random.nextInt(1000))).ifPresent(row::seeds);
    if (random.nextBoolean()) {
      row.safetyChecker();
    }
    if (random.nextBoolean()) {
      row.webSearch();
    }
    if (random.nextBoolean()) {
      row.promptOptimization();
    }
    return row.from("made for tests", "2026-11-20");
  }

  /** Rounded as providers do, also out of shape. */
  private static List<Size> sizes(Random random) {
    var sizes = new ArrayList<Size>();
    for (var ratio : some(random, RATIOS)) {
      for (var tier : some(random, List.of(Resolution.values()))) {
        if (!ratio.equals(AspectRatio.AUTO)) {
          sizes.add(new Size(tier, ratio, rounded(ratio, tier, 16 << random.nextInt(4))));
        }
      }
    }
    return sizes;
  }

  /** About as large as the tier says, each side a multiple of the step. */
  public static Pixels rounded(AspectRatio ratio, Resolution tier, int step) {
    double side = (double) tier.tier() * Resolution.PIXELS;
    double root = Math.sqrt(ratio.quotient());
    return new Pixels(multiple(side * root, step), multiple(side / root, step));
  }

  private static int multiple(double side, int step) {
    return (int) Math.max(1, Math.round(side / step)) * step;
  }

  /** By area, as wide as the narrowest that is documented or wider; or by the sides. */
  private static PixelRange range(Random random) {
    if (random.nextBoolean()) {
      int least = 1 + random.nextInt(512);
      return PixelRange.ofSides(least, least * 2 + random.nextInt(4096));
    }
    long minArea = (long) (256 + random.nextInt(2048)) * (256 + random.nextInt(2048));
    return PixelRange.ofArea(
        minArea, minArea * 2 + random.nextInt(10_000_000), 1 + random.nextInt(16));
  }

  /** Any of them. */
  public static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T> List<T> some(Random random, List<T> values) {
    return values.stream().filter(value -> random.nextBoolean()).toList();
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }
}
