package dev.darkroom.intake;

import dev.darkroom.link.S3Link;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Reads the specification of the image from the fields of an event. */
record SpecReader(FieldReader event) {
  private static final int MAX_IMAGES = 64;
  private static final int MAX_SIDE = 1 << 16;

  /** A spec for any prompt, to be used only where no fault was found. */
  Function<String, ImageSpec> read() {
    var dimensions = dimensions();
    var images =
        event.list(
            "images",
            MAX_IMAGES,
            SpecReader::reference,
            "an https:// link to an image, without user or fragment, or "
                + S3Link.FORM
                + "; POST /v1/uploads makes one of a picture of your own");
    var count = event.whole("count", 1, ImageSpec.MAX_COUNT).orElse(1L).intValue();
    var seed = event.whole("seed", 0, Long.MAX_VALUE);
    var format = event.word("outputFormat", OutputFormat::parse, "\"jpeg\" or \"png\"");
    var safetyChecker = event.flag("safetyChecker");
    var webSearch = event.flag("webSearch");
    var optimization = event.word("promptOptimization", SpecReader::standard, "\"standard\"");
    return prompt ->
        ImageSpec.builder(prompt)
            .images(images)
            .dimensions(dimensions)
            .count(count)
            .seed(seed)
            .outputFormat(format)
            .safetyChecker(safetyChecker)
            .webSearch(webSearch)
            .promptOptimization(optimization)
            .build();
  }

  private static Optional<String> standard(String text) {
    return text.equals("standard") ? Optional.of(text) : Optional.empty();
  }

  private Dimensions dimensions() {
    var ratio =
        event.word(
            "aspectRatio",
            AspectRatio::parse,
            "\"auto\", a ratio such as \"16:9\", or an alias such as \"widescreen_16_9\"");
    var resolution =
        event.word("resolution", Resolution::parse, "\"1K\", \"2K\", \"3K\" or \"4K\"");
    var width = event.whole("width", 1, MAX_SIDE);
    var height = event.whole("height", 1, MAX_SIDE);
    boolean byPixels = event.has("width") || event.has("height");
    if (byPixels && (event.has("aspectRatio") || event.has("resolution"))) {
      event.fault(
          event.has("width") ? "width" : "height",
          "cannot be given with aspectRatio or resolution: give width and height, or those");
    } else if (event.has("width") != event.has("height")) {
      event.fault(
          event.has("width") ? "height" : "width", "is missing: give both width and height");
    } else if (event.has("resolution") && !event.has("aspectRatio")) {
      event.fault("aspectRatio", "is missing: a resolution goes with an aspect ratio");
    }
    if (width.isPresent() && height.isPresent()) {
      return new Dimensions.Pixels(width.get().intValue(), height.get().intValue());
    }
    return ratio
        .<Dimensions>map(shape -> new Dimensions.Ratio(shape, resolution))
        .orElse(new Dimensions.Unspecified());
  }

  private static Optional<URI> reference(String text) {
    return S3Link.isMeant(text) ? S3Link.parse(text).map(S3Link::uri) : FieldReader.httpsLink(text);
  }
}
