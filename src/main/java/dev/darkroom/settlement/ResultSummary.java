package dev.darkroom.settlement;

import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.StoredImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The types and sizes of all stored images.
 *
 * @param count how many the provider made, also those that are lost
 * @param types content types, each once
 * @param sizes each once; without those of a type that does not tell
 */
record ResultSummary(int count, List<String> types, List<Pixels> sizes) {
  ResultSummary {
    types = List.copyOf(types);
    sizes = List.copyOf(sizes);
  }

  static ResultSummary of(List<StoredImage> images, int made) {
    return new ResultSummary(
        made,
        images.stream().map(StoredImage::contentType).distinct().toList(),
        images.stream()
            .filter(image -> image.width() > 0 && image.height() > 0)
            .map(image -> new Pixels(image.width(), image.height()))
            .distinct()
            .toList());
  }

  /** The actual value of a field of the event; empty where the bytes do not tell. */
  Optional<String> valueOf(String field) {
    return switch (field) {
      case "count" -> Optional.of(Integer.toString(count));
      case "outputFormat", "model" -> Optional.of(String.join(", ", types));
      case "aspectRatio", "resolution", "width" ->
          Optional.of(sizes.stream().map(Pixels::toString).collect(Collectors.joining(", ")))
              .filter(text -> !text.isEmpty());
      default -> Optional.empty();
    };
  }
}
