package dev.darkroom.aws;

import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the image shall be, as a nested map. */
final class ImageSpecItem {
  private static final Pattern PIXELS = Pattern.compile("(\\d+)x(\\d+)");

  private ImageSpecItem() {}

  static ItemWriter write(ImageSpec spec) {
    return new ItemWriter()
        .text("prompt", spec.prompt())
        .texts("images", spec.images())
        .text("frame", write(spec.dimensions()))
        .number("count", Optional.of((long) spec.count()).filter(count -> count != 1))
        .number("seed", spec.seed())
        .text("outputFormat", spec.outputFormat().map(OutputFormat::text))
        .flag("safetyChecker", spec.safetyChecker())
        .flag("webSearch", spec.webSearch())
        .text("promptOptimization", spec.promptOptimization());
  }

  static ImageSpec read(ItemReader item) {
    return ImageSpec.builder(item.text("prompt"))
        .images(item.textList("images").stream().map(URI::create).toList())
        .dimensions(readDimensions(item))
        .count(Math.toIntExact(item.optionalNumber("count").orElse(1L)))
        .seed(item.optionalNumber("seed"))
        .outputFormat(
            item.optionalText("outputFormat")
                .map(text -> OutputFormat.valueOf(text.toUpperCase(Locale.ROOT))))
        .safetyChecker(item.optionalFlag("safetyChecker"))
        .webSearch(item.optionalFlag("webSearch"))
        .promptOptimization(item.optionalText("promptOptimization"))
        .build();
  }

  /** Such as {@code 16:9}, {@code 16:9 2K} or {@code 1920x1081}. */
  private static Optional<String> write(Dimensions dimensions) {
    return switch (dimensions) {
      case Unspecified() -> Optional.empty();
      case Ratio(var ratio, var resolution) ->
          Optional.of(ratio.value() + resolution.map(one -> " " + one.text()).orElse(""));
      case Pixels(var width, var height) -> Optional.of(width + "x" + height);
    };
  }

  private static Dimensions readDimensions(ItemReader spec) {
    return spec.optionalText("frame")
        .map(ImageSpecItem::readDimensions)
        .orElseGet(() -> readFirst(spec.map("frame")));
  }

  private static Dimensions readDimensions(String text) {
    var pixels = PIXELS.matcher(text);
    if (pixels.matches()) {
      return new Pixels(Integer.parseInt(pixels.group(1)), Integer.parseInt(pixels.group(2)));
    }
    var parts = text.split(" ", 2);
    return new Ratio(
        new AspectRatio(parts[0]),
        Optional.of(parts).filter(both -> both.length == 2).map(both -> readResolution(both[1])));
  }

  /** Of the first schema: a nested map, empty where nothing was asked for. */
  private static Dimensions readFirst(ItemReader item) {
    if (item.has("width")) {
      return new Pixels(item.integer("width"), item.integer("height"));
    }
    if (item.has("aspectRatio")) {
      return new Ratio(
          new AspectRatio(item.text("aspectRatio")),
          item.optionalText("resolution").map(ImageSpecItem::readResolution));
    }
    return new Unspecified();
  }

  private static Resolution readResolution(String text) {
    return Resolution.parse(text)
        .orElseThrow(
            () -> new IllegalStateException("the record has an unknown resolution: " + text));
  }
}
