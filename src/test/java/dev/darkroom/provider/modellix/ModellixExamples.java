package dev.darkroom.provider.modellix;

import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The example of Modellix's document, and others, as requests of ours. */
final class ModellixExamples {
  static final String LITE = "seedream-5.0-lite";
  static final String LITE_EDIT = "seedream-5.0-lite-edit";
  static final String SEEDREAM_45 = "seedream-4.5-t2i";

  static final ModellixCapabilities CAPABILITIES =
      ModellixCapabilities.with(new ModellixPromptLimits(Map.of()));

  private ModellixExamples() {}

  /** Seed 003: two pictures, turned into watercolour. */
  static ImageRequest seed003() {
    return request(
        LITE_EDIT,
        ImageSpec.of(
                "preserve composition, convert to watercolor style with rich texture and soft"
                    + " shadows")
            .withImages(
                List.of(
                    URI.create("https://example.com/input-1.jpg"),
                    URI.create("https://example.com/input-2.jpg"))));
  }

  static ImageRequest request(String model, ImageSpec picture) {
    return new ImageRequest(model, picture, Optional.empty());
  }

  static Capability row(String model) {
    return CAPABILITIES.find(model).orElseThrow();
  }

  static Dimensions ratio(String ratio, Resolution... tier) {
    return new Dimensions.Ratio(new AspectRatio(ratio), List.of(tier).stream().findFirst());
  }
}
