package dev.darkroom.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which picture comes of which ratio. */
record SizeTable(Map<String, PictureSize> sizes) {
  SizeTable {
    sizes = Map.copyOf(sizes);
  }

  /**
   * @param rows such as {@code 16:9 1344x768}
   */
  static SizeTable of(String... rows) {
    var sizes = new LinkedHashMap<String, PictureSize>();
    for (String row : rows) {
      String[] words = row.split(" ", 2);
      sizes.put(words[0], PictureSize.ofPixels(words[1]).orElseThrow());
    }
    return new SizeTable(sizes);
  }

  /** The same in another resolution. */
  SizeTable times(int factor) {
    var larger = new LinkedHashMap<String, PictureSize>();
    sizes.forEach((ratio, size) -> larger.put(ratio, size.times(factor)));
    return new SizeTable(larger);
  }

  /**
   * The same under more names.
   *
   * @param aliases to the names that are here already; others do not matter
   */
  SizeTable alsoCalled(Map<String, String> aliases) {
    var more = new LinkedHashMap<>(sizes);
    aliases.forEach((alias, ratio) -> of(ratio).ifPresent(size -> more.put(alias, size)));
    return new SizeTable(more);
  }

  Optional<PictureSize> of(String ratio) {
    return Optional.ofNullable(sizes.get(ratio));
  }

  List<String> ratios() {
    return sizes.keySet().stream().sorted().toList();
  }
}
