package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.testing.RandomRequests;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No parameter is changed in silence: any wish, held against any capability. */
class NeverSilentTest {
  @Property(tries = 3000)
  void everyDifferenceBetweenRequestAndFitIsAnAdjustment(
      @ForAll("wishes") ImageSpec wish, @ForAll("capabilities") Capability capability) {
    var fit = ImageFitter.of(wish, capability);

    if (fit.isPossible()) { // else it is never sent
      var asked = fields(wish, wish.dimensions(), capability);
      var sent = fields(fit.spec(), wish.dimensions(), capability);
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
      @ForAll("wishes") ImageSpec wish, @ForAll("capabilities") Capability capability) {
    var fit = ImageFitter.of(wish, capability);

    if (fit.isPossible()) {
      var picture = fit.spec();
      assertThat(capability.operations()).contains(picture.operation());
      assertThat(picture.count()).isLessThanOrEqualTo(capability.limits().maxCount());
      assertThat(picture.count() + picture.images().size())
          .isLessThanOrEqualTo(capability.limits().maxTotal().orElse(Integer.MAX_VALUE));
      assertThat(isTaken(picture.dimensions(), capability)).isTrue();
      assertThat(picture.seed().stream())
          .allMatch(seed -> capability.features().seeds().orElseThrow().takes(seed));
      assertThat(capability.features().formats())
          .containsAll(picture.outputFormat().stream().toList());
    }
  }

  @Property(tries = 1000)
  void whatFitsOnceFitsAsItIs(
      @ForAll("wishes") ImageSpec wish, @ForAll("capabilities") Capability capability) {
    var fit = ImageFitter.of(wish, capability);

    if (fit.isPossible()) {
      var again = ImageFitter.of(fit.spec(), capability);
      assertThat(again.isLossless()).isTrue();
      assertThat(again.spec()).isEqualTo(fit.spec());
    }
  }

  private static boolean isTaken(Dimensions dimensions, Capability capability) {
    return switch (dimensions) {
      case Unspecified _ -> true;
      case Ratio(var ratio, var resolution) ->
          capability.shapes().ratios().contains(ratio)
              && capability.shapes().resolutions().containsAll(resolution.stream().toList());
      case Pixels(var width, var height) -> capability.shapes().pixels().get().takes(width, height);
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
  private static Map<String, String> fields(
      ImageSpec picture, Dimensions wished, Capability capability) {
    var fields = new HashMap<String, String>();
    fields.put("prompt", picture.prompt());
    fields.put("images", picture.images().toString());
    fields.put("count", Integer.toString(picture.count()));
    picture.seed().ifPresent(value -> fields.put("seed", value.toString()));
    picture.outputFormat().ifPresent(value -> fields.put("outputFormat", value.text()));
    picture.safetyChecker().ifPresent(value -> fields.put("safetyChecker", value.toString()));
    picture
        .webSearch()
        .filter(value -> value || capability.features().webSearch())
        .ifPresent(value -> fields.put("webSearch", value.toString()));
    picture.promptOptimization().ifPresent(value -> fields.put("promptOptimization", value));
    switch (picture.dimensions()) {
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
  Arbitrary<ImageSpec> wishes() {
    return Arbitraries.randomValue(RandomRequests::spec);
  }

  @Provide
  Arbitrary<Capability> capabilities() {
    return Arbitraries.randomValue(RandomRequests::capability);
  }
}
