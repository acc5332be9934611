package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Capability.PixelRange;
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
      var asked = fields(wish, capability);
      var sent = fields(fit.picture(), capability);
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
          .isLessThanOrEqualTo(capability.maxTotal());
      assertThat(isTaken(picture.frame(), capability)).isTrue();
      assertThat(picture.seed().isPresent() && !capability.seed()).isFalse();
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

  /** Every field of a picture by the name callers know it by; not to search needs no parameter. */
  private static Map<String, String> fields(Picture picture, Capability capability) {
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
    return new Capability(
        Examples.MODEL,
        "their-model",
        random.nextInt(4) == 0
            ? Set.of(pick(random, List.of(Operation.values())))
            : Set.of(Operation.values()),
        maybe(random, 5 + random.nextInt(20)),
        some(random, RATIOS),
        some(random, List.of(Resolution.values())),
        maybe(random, range(random)),
        1 + random.nextInt(15),
        random.nextInt(14),
        1 + random.nextInt(15),
        random.nextBoolean(),
        Set.copyOf(some(random, List.of(OutputFormat.values()))),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        "made for tests");
  }

  /** As wide as the narrowest that is documented: Seedream 5.0 lite's, or wider. */
  private static PixelRange range(Random random) {
    long minArea = (long) (256 + random.nextInt(2048)) * (256 + random.nextInt(2048));
    return new PixelRange(
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
