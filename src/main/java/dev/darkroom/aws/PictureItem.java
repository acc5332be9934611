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

/** What the image shall be, as a nested map. */
final class PictureItem {
  private PictureItem() {}

  static Attributes write(Picture picture) {
    return new Attributes()
        .text("prompt", picture.prompt())
        .texts("images", picture.images())
        .map("frame", write(picture.frame()))
        .number("count", picture.count())
        .number("seed", picture.seed())
        .text("outputFormat", picture.outputFormat().map(OutputFormat::text))
        .flag("safetyChecker", picture.safetyChecker())
        .flag("webSearch", picture.webSearch())
        .text("promptOptimization", picture.promptOptimization());
  }

  static Picture read(Fields item) {
    return new Picture(
        item.text("prompt"),
        item.textList("images").stream().map(URI::create).toList(),
        readFrame(item.map("frame")),
        item.integer("count"),
        item.optionalNumber("seed"),
        item.optionalText("outputFormat")
            .map(text -> OutputFormat.valueOf(text.toUpperCase(Locale.ROOT))),
        item.optionalFlag("safetyChecker"),
        item.optionalFlag("webSearch"),
        item.optionalText("promptOptimization"));
  }

  private static Attributes write(Frame frame) {
    var item = new Attributes();
    return switch (frame) {
      case Unspecified() -> item;
      case Ratio(var ratio, var resolution) ->
          item.text("aspectRatio", ratio.value())
              .text("resolution", resolution.map(Resolution::text));
      case Pixels(var width, var height) -> item.number("width", width).number("height", height);
    };
  }

  private static Frame readFrame(Fields item) {
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
