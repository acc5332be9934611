package dev.darkroom.provider.evolink;

import static dev.darkroom.task.Resolution.K2;
import static dev.darkroom.task.Resolution.K3;
import static dev.darkroom.task.Resolution.K4;

import dev.darkroom.provider.Capability.Size;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a shape comes to at each tier: ByteDance's own table for Seedream 4.5 and 5.0 lite. EvoLink
 * names shapes and tiers and says no pixels, so this is what to expect, not what to send.
 */
final class EvolinkSizes {
  private static final Map<Resolution, Map<String, Pixels>> TABLE =
      Map.of(
          K2,
          Map.of(
              "1:1", new Pixels(2048, 2048),
              "2:3", new Pixels(1664, 2496),
              "3:2", new Pixels(2496, 1664),
              "3:4", new Pixels(1728, 2304),
              "4:3", new Pixels(2304, 1728),
              "9:16", new Pixels(1600, 2848),
              "16:9", new Pixels(2848, 1600),
              "21:9", new Pixels(3136, 1344)),
          K3,
          Map.of(
              "1:1", new Pixels(3072, 3072),
              "2:3", new Pixels(2496, 3744),
              "3:2", new Pixels(3744, 2496),
              "3:4", new Pixels(2592, 3456),
              "4:3", new Pixels(3456, 2592),
              "9:16", new Pixels(2304, 4096),
              "16:9", new Pixels(4096, 2304),
              "21:9", new Pixels(4704, 2016)),
          K4,
          Map.of(
              "1:1", new Pixels(4096, 4096),
              "2:3", new Pixels(3328, 4992),
              "3:2", new Pixels(4992, 3328),
              "3:4", new Pixels(3520, 4704),
              "4:3", new Pixels(4704, 3520),
              "9:16", new Pixels(3040, 5504),
              "16:9", new Pixels(5504, 3040),
              "21:9", new Pixels(6240, 2656)));

  private EvolinkSizes() {}

  /**
   * The part of the table that a model offers.
   *
   * @param ratios such as {@code "1:1 16:9"}
   */
  static List<Size> of(String ratios, Resolution... tiers) {
    return Stream.of(tiers).flatMap(tier -> of(ratios, tier)).toList();
  }

  private static Stream<Size> of(String ratios, Resolution tier) {
    return Stream.of(ratios.split(" ", -1))
        .map(ratio -> new Size(tier, new AspectRatio(ratio), pixels(tier, ratio)));
  }

  private static Pixels pixels(Resolution tier, String ratio) {
    var row = TABLE.getOrDefault(tier, Map.of());
    if (!row.containsKey(ratio)) {
      throw new IllegalArgumentException("no size is known of " + ratio + " at " + tier.text());
    }
    return row.get(ratio);
  }
}
