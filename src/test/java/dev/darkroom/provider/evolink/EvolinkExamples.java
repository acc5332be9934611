package dev.darkroom.provider.evolink;

import dev.darkroom.provider.ImageRequest;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Picture;
import dev.darkroom.task.Resolution;
import java.util.Optional;

/** The examples of EvoLink's document, as requests of ours. */
final class EvolinkExamples {
  static final String MODEL = "doubao-seedream-5.0-lite";

  private EvolinkExamples() {}

  static ImageRequest textToImage() {
    return request(
        Picture.of("A serene lake reflecting the beautiful sunset").withFrame(ratio("16:9")));
  }

  static ImageRequest webSearch() {
    return request(
        Picture.of(
                "Generate an illustration of the latest fashion trends from Paris Fashion Week 2025")
            .withFrame(ratio("3:4"))
            .withWebSearch(Optional.of(true)));
  }

  static ImageRequest request(Picture picture) {
    return new ImageRequest(MODEL, picture, Optional.empty());
  }

  private static Frame ratio(String ratio) {
    return new Frame.Ratio(new AspectRatio(ratio), Optional.of(Resolution.K2));
  }
}
