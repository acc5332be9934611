package dev.darkroom.task;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Width to height, or {@link #AUTO} for the model's own choice.
 *
 * @param value {@code auto} or {@code W:H} with whole numbers of 1 to 99
 */
public record AspectRatio(String value) {
  private static final Pattern FORM = Pattern.compile("auto|[1-9]\\d?:[1-9]\\d?");

  public static final AspectRatio AUTO = new AspectRatio("auto");

  /** Synonyms of the Magnific family of APIs. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "square_1_1", "1:1",
          "widescreen_16_9", "16:9",
          "social_story_9_16", "9:16",
          "portrait_2_3", "2:3",
          "traditional_3_4", "3:4",
          "standard_3_2", "3:2",
          "classic_4_3", "4:3",
          "cinematic_21_9", "21:9");

  public AspectRatio {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an aspect ratio: " + value);
    }
  }

  /** Reads {@code 16:9}, {@code auto} or an alias such as {@code widescreen_16_9}. */
  public static Optional<AspectRatio> parse(String text) {
    var plain = ALIASES.getOrDefault(text, text);
    return FORM.matcher(plain).matches() ? Optional.of(new AspectRatio(plain)) : Optional.empty();
  }

  /** Width divided by height; not for {@link #AUTO}. */
  public double quotient() {
    var sides = value.split(":", 2);
    return Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof AspectRatio ratio && value.equals(ratio.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
