package dev.darkroom.provider.catalogue;

import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.Size;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sizes of Seedream 4.5 and 5.0 Lite, by shape and tier. They are from ByteDance ModelArk's own
 * table of image sizes, which the providers of these models do not repeat. A row that uses them is
 * marked as inferred.
 */
public final class SeedreamSizes {
  /** The source that a row names for these sizes. */
  public static final String SOURCE =
      "ByteDance ModelArk, image sizes of Seedream 4.5 and 5.0 lite";

  private static final List<Size> ALL =
      Stream.of(
              """
              2K 1:1 2048x2048
              2K 4:3 2304x1728
              2K 3:4 1728x2304
              2K 16:9 2848x1600
              2K 9:16 1600x2848
              2K 3:2 2496x1664
              2K 2:3 1664x2496
              2K 21:9 3136x1344
              3K 1:1 3072x3072
              3K 4:3 3456x2592
              3K 3:4 2592x3456
              3K 16:9 4096x2304
              3K 9:16 2304x4096
              3K 3:2 3744x2496
              3K 2:3 2496x3744
              3K 21:9 4704x2016
              4K 1:1 4096x4096
              4K 4:3 4704x3520
              4K 3:4 3520x4704
              4K 16:9 5504x3040
              4K 9:16 3040x5504
              4K 3:2 4992x3328
              4K 2:3 3328x4992
              4K 21:9 6240x2656
              """
                  .split("\n", -1))
          .filter(line -> !line.isBlank())
          .map(SeedreamSizes::size)
          .toList();

  private SeedreamSizes() {}

  /** Those of these tiers that a model takes unchanged. */
  public static List<Size> within(PixelRange range, Resolution... tiers) {
    var wanted = List.of(tiers);
    return ALL.stream()
        .filter(size -> wanted.contains(size.resolution()))
        .filter(size -> range.takes(size.pixels().width(), size.pixels().height()))
        .toList();
  }

  private static Size size(String line) {
    var parts = line.split(" ", 3);
    var sides = parts[2].split("x", 2);
    return new Size(
        Resolution.parse(parts[0]).orElseThrow(),
        new AspectRatio(parts[1]),
        new Pixels(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
  }
}
