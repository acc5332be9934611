package dev.darkroom.aws;

import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Frame.Ratio;
import dev.darkroom.task.Frame.Unspecified;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Picture;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the image shall be, as a nested map. */
final class PictureItem {
  private static final Pattern PIXELS = Pattern.compile("(\\d+)x(\\d+)");

  private PictureItem() {}

  static ItemWriter write(Picture picture) {
    return new ItemWriter()
        .text("prompt", picture.prompt())
        .texts("images", picture.images())
        .text("frame", write(picture.frame()))
        .number("count", Optional.of((long) picture.count()).filter(count -> count != 1))
        .number("seed", picture.seed())
        .text("outputFormat", picture.outputFormat().map(OutputFormat::text))
        .flag("safetyChecker", picture.safetyChecker())
        .flag("webSearch", picture.webSearch())
        .text("promptOptimization", picture.promptOptimization());
  }

  static Picture read(ItemReader item) {
    return new Picture(
        item.text("prompt"),
        item.textList("images").stream().map(URI::create).toList(),
        readFrame(item),
        Math.toIntExact(item.optionalNumber("count").orElse(1L)),
        item.optionalNumber("seed"),
        item.optionalText("outputFormat")
            .map(text -> OutputFormat.valueOf(text.toUpperCase(Locale.ROOT))),
        item.optionalFlag("safetyChecker"),
        item.optionalFlag("webSearch"),
        item.optionalText("promptOptimization"));
  }

  /** Such as {@code 16:9}, {@code 16:9 2K} or {@code 1920x1081}. */
  private static Optional<String> write(Frame frame) {
    return switch (frame) {
      case Unspecified() -> Optional.empty();
      case Ratio(var ratio, var resolution) ->
          Optional.of(ratio.value() + resolution.map(one -> " " + one.text()).orElse(""));
      case Pixels(var width, var height) -> Optional.of(width + "x" + height);
    };
  }

  private static Frame readFrame(ItemReader picture) {
    return picture
        .optionalText("frame")
        .map(PictureItem::readFrame)
        .orElseGet(() -> readFirst(picture.map("frame")));
  }

  private static Frame readFrame(String text) {
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
  private static Frame readFirst(ItemReader item) {
    if (item.has("width")) {
      return new Pixels(item.integer("width"), item.integer("height"));
    }
    if (item.has("aspectRatio")) {
      return new Ratio(
          new AspectRatio(item.text("aspectRatio")),
          item.optionalText("resolution").map(PictureItem::readResolution));
    }
    return new Unspecified();
  }

  private static Resolution readResolution(String text) {
    return Resolution.parse(text)
        .orElseThrow(
            () -> new IllegalStateException("the record has an unknown resolution: " + text));
  }
}
