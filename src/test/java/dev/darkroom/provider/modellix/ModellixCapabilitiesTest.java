package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModellixCapabilitiesTest {
  /** Sides are multiples of 16 or so: 1600 to 2848 is offered as 9:16. */
  private static final double RATIO_TOLERANCE = 0.02;

  @ParameterizedTest
  @MethodSource("rows")
  void everyShapeHasASizeAtEveryTierAndThatSizeIsTaken(Capability row) {
    assertThat(row.shapes().sizes())
        .hasSize(row.shapes().ratios().size() * row.shapes().resolutions().size());
    for (var ratio : row.shapes().ratios()) {
      for (var tier : row.shapes().resolutions()) {
        var size = row.shapes().sizeOf(ratio, Optional.of(tier)).orElseThrow();

        assertThat(row.shapes().pixels().orElseThrow().takes(size.width(), size.height())).isTrue();
        assertThat(size.quotient() / ratio.quotient())
            .isBetween(1 - RATIO_TOLERANCE, 1 + RATIO_TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aSquareHasTheSidesOfItsTier(Capability row) {
    var square = row.shapes().ratios().getFirst();

    for (var tier : row.shapes().resolutions()) {
      var side = tier.tier() * Resolution.PIXELS;
      assertThat(row.shapes().sizeOf(square, Optional.of(tier)))
          .hasToString("Optional[" + side + "x" + side + "]");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theDefaultTierIs2K(Capability row) {
    assertThat(row.shapes().resolutions().getFirst()).isEqualTo(Resolution.K2);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatTheDocumentDoesNotStateIsMarked(Capability row) {
    assertThat(row.provenance().inferred()).containsKeys("aspectRatios", "sizes", "cost");
  }

  @Test
  void aShapeThatIsTooLargeAtOneTierIsNotOfferedAtAny() {
    assertThat(ratios(ModellixExamples.LITE)).doesNotContain("21:9");
    assertThat(ratios(ModellixExamples.SEEDREAM_45)).contains("21:9");
    assertThat(
            ModellixExamples.row(ModellixExamples.LITE)
                .shapes()
                .pixels()
                .orElseThrow()
                .takes(3136, 1344))
        .isTrue();
  }

  private static List<String> ratios(String model) {
    return ModellixExamples.row(model).shapes().ratios().stream().map(Object::toString).toList();
  }

  static List<Capability> rows() {
    return ModellixExamples.CAPABILITIES.rows();
  }
}
