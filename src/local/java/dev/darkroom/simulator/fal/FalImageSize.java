package dev.darkroom.simulator.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.SizeTable;
import dev.darkroom.simulator.protocol.RequestFields;
import java.util.List;
import java.util.Optional;

/**
 * {@code image_size} of a model: a preset, or width and height. "In case the image size does not
 * fall within these parameters, the image size will be adjusted to by scaling", in silence.
 *
 * @param mostArea of a picture, in pixels
 * @param tiers of the presets {@code auto_2K} and so on; the first is the default
 */
record FalImageSize(long mostArea, List<String> tiers) {
  private static final String FIELD = "/image_size";
  private static final long LEAST_AREA = 2560L * 1440;
  private static final int STEP = 8;

  /** fal.ai's own presets; all of them are below the least area of Seedream. */
  private static final SizeTable PRESETS =
      SizeTable.of(
          "square_hd 1024x1024",
          "square 512x512",
          "portrait_4_3 768x1024",
          "portrait_16_9 576x1024",
          "landscape_4_3 1024x768",
          "landscape_16_9 1024x576");

  FalImageSize {
    tiers = List.copyOf(tiers);
  }

  /** The size; empty, and remembered in the fields, if it is wrong. */
  Optional<PictureSize> of(RequestFields fields) {
    var value = fields.at(FIELD);
    var size = fields.isAbsent(FIELD) ? preset("auto_" + tiers.getFirst()) : read(value);
    fields.check(size.isPresent(), FIELD, FalErrors.NOT_ALLOWED);
    return size.map(this::scaled);
  }

  private Optional<PictureSize> read(JsonNode value) {
    return value.isTextual()
        ? preset(value.textValue())
        : PictureSize.ofPixels(value.path("width").asText() + "x" + value.path("height").asText());
  }

  private Optional<PictureSize> preset(String name) {
    return tiers.stream()
        .filter(tier -> name.equals("auto_" + tier))
        .map(tier -> PictureSize.seedream("auto", tier))
        .findFirst()
        .or(() -> PRESETS.of(name));
  }

  private PictureSize scaled(PictureSize size) {
    if (size.area() < LEAST_AREA) {
      double factor = Math.sqrt(LEAST_AREA / (double) size.area());
      return new PictureSize(up(size.width() * factor), up(size.height() * factor));
    }
    double factor = Math.sqrt(mostArea / (double) size.area());
    return factor >= 1
        ? size
        : new PictureSize(down(size.width() * factor), down(size.height() * factor));
  }

  private static int up(double side) {
    return (int) Math.ceil(side / STEP) * STEP;
  }

  private static int down(double side) {
    return (int) Math.floor(side / STEP) * STEP;
  }
}
