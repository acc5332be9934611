package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A rich and a bare capability, and how a request fits them. */
abstract class FitterFixture {
  static final ImageSpec FOX = ImageSpec.of("a red fox");
  static final Capability RICH = Examples.capability();

  /** Takes a prompt and nothing else. */
  static final Capability BARE =
      Capability.row(Examples.MODEL.value(), "their-bare", Operation.GENERATE)
          .prompt(9)
          .from("made for tests", "2026-11-20");

  static Dimensions clamped(Pixels asked) {
    var fit = ImageFitter.of(FOX.withDimensions(asked), RICH);
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("width");
              assertThat(one.kind()).isEqualTo(Kind.CLAMPED);
              assertThat(one.requested()).isEqualTo(asked.toString());
              assertThat(one.sent()).contains(fit.spec().dimensions().toString());
            });
    return fit.spec().dimensions();
  }

  static void assertRatio(String asked, String expected) {
    var fit = ImageFitter.of(FOX.withDimensions(ratio(asked)), RICH);

    assertThat(fit.spec().dimensions()).isEqualTo(ratio(expected));
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("aspectRatio");
              assertThat(one.kind()).isEqualTo(Kind.SUBSTITUTED);
              assertThat(one.requested()).isEqualTo(asked);
              assertThat(one.sent()).contains(expected);
            });
  }

  static void assertDropped(ImageSpec spec, String field, String requested) {
    var fit = ImageFitter.of(spec, BARE);

    assertThat(fit.isPossible()).isTrue();
    assertThat(fit.isLossless()).isFalse();
    assertThat(fit.spec()).isEqualTo(FOX);
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo(field);
              assertThat(one.requested()).isEqualTo(requested);
              assertThat(one.sent()).isEmpty();
              assertThat(one.kind()).isEqualTo(Kind.DROPPED);
              assertThat(one.reason()).isNotBlank();
            });
  }

  static void assertObstacles(ImageSpec spec, Capability capability, String... paths) {
    var fit = ImageFitter.of(spec, capability);

    assertThat(fit.isPossible()).isFalse();
    assertThat(fit.obstacles()).extracting(Fault::path).containsExactly(paths);
  }

  static Ratio ratio(String ratio) {
    return new Ratio(new AspectRatio(ratio), Optional.empty());
  }

  static Ratio ratio(String ratio, Resolution resolution) {
    return new Ratio(new AspectRatio(ratio), Optional.of(resolution));
  }

  static List<URI> links(int count) {
    return Collections.nCopies(count, URI.create("https://example.com/a.png"));
  }

  static Dimensions dimensions(Capability capability, int width, int height) {
    return ImageFitter.of(FOX.withDimensions(new Pixels(width, height)), capability)
        .spec()
        .dimensions();
  }

  static Capability withFormats(OutputFormat... formats) {
    return Examples.row("their-model", Operation.values())
        .formats(formats)
        .from("made for tests", "2026-11-20");
  }

  static Capability withRatios(String ratios) {
    return Examples.row("their-model", Operation.values())
        .ratios(ratios)
        .from("made for tests", "2026-11-20");
  }

  static Capability withOperations(Operation... operations) {
    return Examples.row("their-model", operations).from("made for tests", "2026-11-20");
  }
}
