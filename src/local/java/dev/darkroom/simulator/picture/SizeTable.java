package dev.darkroom.simulator.picture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which picture comes of which ratio. */
public record SizeTable(Map<String, PictureSize> sizes) {
  /** Google's of Nano Banana Pro in 1K; 2K and 4K are twice and four times as many. */
  public static final SizeTable NANO_BANANA =
      SizeTable.of(
          "1:1 1024x1024",
          "2:3 848x1264",
          "3:2 1264x848",
          "3:4 896x1200",
          "4:3 1200x896",
          "4:5 928x1152",
          "5:4 1152x928",
          "9:16 768x1376",
          "16:9 1376x768",
          "21:9 1584x672");

  /** Google's of Gemini 2.5 Flash Image. */
  public static final SizeTable GEMINI =
      SizeTable.of(
          "1:1 1024x1024",
          "2:3 832x1248",
          "3:2 1248x832",
          "3:4 864x1184",
          "4:3 1184x864",
          "4:5 896x1152",
          "5:4 1152x896",
          "9:16 768x1344",
          "16:9 1344x768",
          "21:9 1536x672");

  public SizeTable {
    sizes = Map.copyOf(sizes);
  }

  /**
   * The table of these rows.
   *
   * @param rows such as {@code 16:9 1344x768}
   */
  public static SizeTable of(String... rows) {
    var sizes = new LinkedHashMap<String, PictureSize>();
    for (var row : rows) {
      var words = row.split(" ", 2);
      sizes.put(words[0], PictureSize.ofPixels(words[1]).orElseThrow());
    }
    return new SizeTable(sizes);
  }

  /** The same in another resolution. */
  public SizeTable times(int factor) {
    var larger = new LinkedHashMap<String, PictureSize>();
    sizes.forEach((ratio, size) -> larger.put(ratio, size.times(factor)));
    return new SizeTable(larger);
  }

  /**
   * The same under more names.
   *
   * @param aliases to the names that are here already; others do not matter
   */
  public SizeTable alsoCalled(Map<String, String> aliases) {
    var more = new LinkedHashMap<>(sizes);
    aliases.forEach((alias, ratio) -> of(ratio).ifPresent(size -> more.put(alias, size)));
    return new SizeTable(more);
  }

  public Optional<PictureSize> of(String ratio) {
    return Optional.ofNullable(sizes.get(ratio));
  }

  public List<String> ratios() {
    return sizes.keySet().stream().sorted().toList();
  }
}
