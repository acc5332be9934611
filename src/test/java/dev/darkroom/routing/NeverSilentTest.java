package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Capability.PixelRange;
import dev.darkroom.provider.Capability.References;
import dev.darkroom.provider.Capability.SeedRange;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Frame.Ratio;
import dev.darkroom.task.Frame.Unspecified;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Picture;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No parameter is changed in silence: any wish, held against any capability. */
class NeverSilentTest {
  private static final List<AspectRatio> RATIOS =
      Stream.of("auto", "1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "2:3")
          .map(AspectRatio::new)
          .toList();

  @Property(tries = 3000)
  void everyDifferenceBetweenWishAndFitIsAnAdjustment(
      @ForAll("wishes") Picture wish, @ForAll("capabilities") Capability capability) {
    var fit = Fitting.of(wish, capability);

    if (fit.isPossible()) { // else it is never sent
      var asked = fields(wish, wish.frame(), capability);
      var sent = fields(fit.picture(), wish.frame(), capability);
      var differing = asked.keySet().stream().filter(name -> !same(asked, sent, name)).toList();
      assertThat(fit.adjustments())
          .extracting(Adjustment::field)
          .containsExactlyInAnyOrderElementsOf(differing);
      assertThat(asked.keySet()).containsAll(sent.keySet());
      assertThat(fit.adjustments())
          .allSatisfy(
              one -> {
                assertThat(one.requested()).isEqualTo(asked.get(one.field()));
                assertThat(one.sent()).isEqualTo(Optional.ofNullable(sent.get(one.field())));
              });
    }
  }

  @Property(tries = 3000)
  void aPossibleFitIsWithinTheCapability(
      @ForAll("wishes") Picture wish, @ForAll("capabilities") Capability capability) {
    var fit = Fitting.of(wish, capability);

    if (fit.isPossible()) {
      var picture = fit.picture();
      assertThat(capability.operations()).contains(picture.operation());
      assertThat(picture.count()).isLessThanOrEqualTo(capability.maxCount());
      assertThat(picture.count() + picture.images().size())
          .isLessThanOrEqualTo(capability.maxTotal().orElse(Integer.MAX_VALUE));
      assertThat(isTaken(picture.frame(), capability)).isTrue();
      assertThat(picture.seed().stream())
          .allMatch(seed -> capability.seeds().orElseThrow().takes(seed));
      assertThat(capability.formats()).containsAll(picture.outputFormat().stream().toList());
    }
  }

  @Property(tries = 1000)
  void whatFitsOnceFitsAsItIs(
      @ForAll("wishes") Picture wish, @ForAll("capabilities") Capability capability) {
    var fit = Fitting.of(wish, capability);

    if (fit.isPossible()) {
      var again = Fitting.of(fit.picture(), capability);
      assertThat(again.isLossless()).isTrue();
      assertThat(again.picture()).isEqualTo(fit.picture());
    }
  }

  private static boolean isTaken(Frame frame, Capability capability) {
    return switch (frame) {
      case Unspecified _ -> true;
      case Ratio(var ratio, var resolution) ->
          capability.ratios().contains(ratio)
              && capability.resolutions().containsAll(resolution.stream().toList());
      case Pixels(var width, var height) -> capability.pixels().get().takes(width, height);
    };
  }

  private static boolean same(Map<String, String> one, Map<String, String> other, String name) {
    return Optional.ofNullable(one.get(name)).equals(Optional.ofNullable(other.get(name)));
  }

  /**
   * Every field of a picture by the name callers know it by; not to search needs no parameter.
   *
   * @param wished a frame is named as the caller said it, also where another kind took its place
   */
  private static Map<String, String> fields(Picture picture, Frame wished, Capability capability) {
    var fields = new HashMap<String, String>();
    fields.put("prompt", picture.prompt());
    fields.put("images", picture.images().toString());
    fields.put("count", Integer.toString(picture.count()));
    picture.seed().ifPresent(value -> fields.put("seed", value.toString()));
    picture.outputFormat().ifPresent(value -> fields.put("outputFormat", value.text()));
    picture.safetyChecker().ifPresent(value -> fields.put("safetyChecker", value.toString()));
    picture
        .webSearch()
        .filter(value -> value || capability.webSearch())
        .ifPresent(value -> fields.put("webSearch", value.toString()));
    picture.promptOptimization().ifPresent(value -> fields.put("promptOptimization", value));
    switch (picture.frame()) {
      case Unspecified _ -> {}
      case Ratio nearest when wished instanceof Pixels -> fields.put("width", nearest.toString());
      case Ratio(var ratio, var resolution) -> {
        fields.put("aspectRatio", ratio.value());
        resolution.ifPresent(value -> fields.put("resolution", value.text()));
      }
      case Pixels pixels -> fields.put("width", pixels.toString());
    }
    return fields;
  }

  @Provide
  Arbitrary<Picture> wishes() {
    return Arbitraries.randomValue(NeverSilentTest::wish);
  }

  @Provide
  Arbitrary<Capability> capabilities() {
    return Arbitraries.randomValue(NeverSilentTest::capability);
  }

  private static Picture wish(Random random) {
    return new Picture(
        "🦊".repeat(1 + random.nextInt(20)),
        Collections.nCopies(
            random.nextBoolean() ? 0 : random.nextInt(12), URI.create("https://example.com/a")),
        frame(random),
        1 + random.nextInt(15),
        maybe(random, (long) random.nextInt(1000)),
        maybe(random, pick(random, List.of(OutputFormat.values()))),
        maybe(random, random.nextBoolean()),
        maybe(random, random.nextBoolean()),
        maybe(random, "standard"));
  }

  private static Frame frame(Random random) {
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

  private static Capability capability(Random random) {
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

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T> List<T> some(Random random, List<T> values) {
    return values.stream().filter(value -> random.nextBoolean()).toList();
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }
}
