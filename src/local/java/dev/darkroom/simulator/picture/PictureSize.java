package dev.darkroom.simulator.picture;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Width and height in pixels. */
public record PictureSize(int width, int height) {
  /**
   * Seedream's own sizes, as its resellers list them (reference of 2026-11-20); 4K as BytePlus has
   * them.
   */
  private static final Map<String, PictureSize> SEEDREAM =
      Map.ofEntries(
          Map.entry("2K 1:1", new PictureSize(2048, 2048)),
          Map.entry("2K 2:3", new PictureSize(1664, 2496)),
          Map.entry("2K 3:2", new PictureSize(2496, 1664)),
          Map.entry("2K 3:4", new PictureSize(1728, 2304)),
          Map.entry("2K 4:3", new PictureSize(2304, 1728)),
          Map.entry("2K 9:16", new PictureSize(1600, 2848)),
          Map.entry("2K 16:9", new PictureSize(2848, 1600)),
          Map.entry("3K 1:1", new PictureSize(3072, 3072)),
          Map.entry("3K 16:9", new PictureSize(4096, 2304)),
          Map.entry("4K 2:3", new PictureSize(3328, 4992)),
          Map.entry("4K 3:2", new PictureSize(4992, 3328)),
          Map.entry("4K 3:4", new PictureSize(3520, 4704)),
          Map.entry("4K 4:3", new PictureSize(4704, 3520)),
          Map.entry("4K 9:16", new PictureSize(3040, 5504)),
          Map.entry("4K 16:9", new PictureSize(5504, 3040)));

  private static final Map<String, Integer> SIDES =
      Map.of("1K", 1024, "2K", 2048, "3K", 3072, "4K", 4096);
  private static final Pattern PIXELS = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");
  private static final Pattern RATIO = Pattern.compile("([1-9]\\d?):([1-9]\\d?)");

  /** Of {@code 2048x1024}; empty if it is not written so. */
  public static Optional<PictureSize> ofPixels(String text) {
    return pair(PIXELS, text);
  }

  /**
   * What Seedream makes of a ratio and a tier. Where no document says, the sides are computed to
   * the area of the tier's square, in multiples of eight.
   *
   * @param ratio {@code auto} is square
   */
  public static PictureSize seedream(String ratio, String tier) {
    var shape = ratio.equals("auto") ? "1:1" : ratio;
    return Optional.ofNullable(SEEDREAM.get(tier + " " + shape))
        .orElseGet(() -> computed(pair(RATIO, shape).orElseThrow(), tier));
  }

  /** Another one, and of another shape. */
  public PictureSize other() {
    return new PictureSize(Math.max(8, width / 2), height);
  }

  /** The same on its side. */
  public PictureSize turned() {
    return new PictureSize(/* width= */ height, /* height= */ width);
  }

  public PictureSize times(int factor) {
    return new PictureSize(width * factor, height * factor);
  }

  public long area() {
    return (long) width * height;
  }

  /** Of the longer side to the shorter. */
  public double quotient() {
    return Math.max(width, height) / (double) Math.min(width, height);
  }

  private static PictureSize computed(PictureSize ratio, String tier) {
    double unit = SIDES.getOrDefault(tier, 2048) / Math.sqrt((double) ratio.area());
    return new PictureSize(eights(ratio.width() * unit), eights(ratio.height() * unit));
  }

  private static int eights(double side) {
    return (int) Math.floor(side / 8) * 8;
  }

  private static Optional<PictureSize> pair(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.matches()
        ? Optional.of(
            new PictureSize(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
        : Optional.empty();
  }
}
