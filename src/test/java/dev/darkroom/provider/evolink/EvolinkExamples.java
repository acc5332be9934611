package dev.darkroom.provider.evolink;

import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;

/** The examples of EvoLink's document (seed 004), and others, as requests of ours. */
final class EvolinkExamples {
  static final String MODEL = "doubao-seedream-5.0-lite";
  static final String SEEDREAM_45 = "doubao-seedream-4.5";
  static final String Z_IMAGE = "z-image-turbo";
  static final String BANANA = "gemini-2.5-flash-image";

  private EvolinkExamples() {}

  static ImageRequest textToImage() {
    return request(
        ImageSpec.of("A serene lake reflecting the beautiful sunset")
            .withDimensions(ratio("16:9", Resolution.K2)));
  }

  static ImageRequest webSearch() {
    return request(
        ImageSpec.of(
                "Generate an illustration of the latest fashion trends from Paris Fashion Week 2025")
            .withDimensions(ratio("3:4", Resolution.K2))
            .withWebSearch(Optional.of(true)));
  }

  static ImageRequest request(ImageSpec picture) {
    return request(MODEL, picture);
  }

  static ImageRequest request(String model, ImageSpec picture) {
    return new ImageRequest(model, picture, Optional.empty());
  }

  static Capability row(String model) {
    return EvolinkCapabilities.find(model).orElseThrow();
  }

  static Dimensions ratio(String ratio, Resolution... tier) {
    return new Dimensions.Ratio(new AspectRatio(ratio), List.of(tier).stream().findFirst());
  }
}
