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

/** No parameter is changed in silence: any image spec, compared with any capability. */
class NeverSilentTest {
  @Property(tries = 3000)
  void everyDifferenceBetweenRequestAndFitIsAnAdjustment(
      @ForAll("specs") ImageSpec spec, @ForAll("capabilities") Capability capability) {
    var fit = ImageFitter.of(spec, capability);

    if (fit.isPossible()) { // else it is never sent
      var asked = fields(spec, spec.dimensions(), capability);
      var sent = fields(fit.spec(), spec.dimensions(), capability);
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
      @ForAll("specs") ImageSpec spec, @ForAll("capabilities") Capability capability) {
    var fit = ImageFitter.of(spec, capability);

    if (fit.isPossible()) {
      var sent = fit.spec();
      assertThat(capability.operations()).contains(sent.operation());
      assertThat(sent.count()).isLessThanOrEqualTo(capability.limits().maxCount());
      assertThat(sent.count() + sent.images().size())
          .isLessThanOrEqualTo(capability.limits().maxTotal().orElse(Integer.MAX_VALUE));
      assertThat(isTaken(sent.dimensions(), capability)).isTrue();
      assertThat(sent.seed().stream())
          .allMatch(seed -> capability.features().seeds().orElseThrow().takes(seed));
      assertThat(capability.features().formats())
          .containsAll(sent.outputFormat().stream().toList());
    }
  }

  @Property(tries = 1000)
  void whatFitsOnceFitsAsItIs(
      @ForAll("specs") ImageSpec spec, @ForAll("capabilities") Capability capability) {
    var fit = ImageFitter.of(spec, capability);

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
   * Every field of an image spec by the name callers know it by; not to search needs no parameter.
   *
   * @param requested the dimensions that the caller requested, by which the sent ones are named
   */
  private static Map<String, String> fields(
      ImageSpec spec, Dimensions requested, Capability capability) {
    var fields = new HashMap<String, String>();
    fields.put("prompt", spec.prompt());
    fields.put("images", spec.images().toString());
    fields.put("count", Integer.toString(spec.count()));
    spec.seed().ifPresent(value -> fields.put("seed", value.toString()));
    spec.outputFormat().ifPresent(value -> fields.put("outputFormat", value.text()));
    spec.safetyChecker().ifPresent(value -> fields.put("safetyChecker", value.toString()));
    spec.webSearch()
        .filter(value -> value || capability.features().webSearch())
        .ifPresent(value -> fields.put("webSearch", value.toString()));
    spec.promptOptimization().ifPresent(value -> fields.put("promptOptimization", value));
    switch (spec.dimensions()) {
      case Unspecified _ -> {}
      case Ratio nearest when requested instanceof Pixels ->
          fields.put("width", nearest.toString());
      case Ratio(var ratio, var resolution) -> {
        fields.put("aspectRatio", ratio.value());
        resolution.ifPresent(value -> fields.put("resolution", value.text()));
      }
      case Pixels pixels -> fields.put("width", pixels.toString());
    }
    return fields;
  }

  @Provide
  Arbitrary<ImageSpec> specs() {
    return Arbitraries.randomValue(RandomRequests::spec);
  }

  @Provide
  Arbitrary<Capability> capabilities() {
    return Arbitraries.randomValue(RandomRequests::capability);
  }
}
