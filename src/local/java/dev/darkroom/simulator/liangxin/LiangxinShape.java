package dev.darkroom.simulator.liangxin;

import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.SizeTable;
import dev.darkroom.simulator.protocol.RequestFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model of LiangXin gets its picture's size out of its input. Ratios may be written as
 * Magnific writes them, and wrong ones are refused with 400 (LiangXin, "Seedream4.5 - Text to
 * Image", 2026-05-01).
 */
public interface LiangxinShape {
  String RATIO = "/input/aspect_ratio";

  /** Magnific's words (docs.magnific.com, as read on 2026-11-20). */
  Map<String, String> ALIASES =
      Map.of(
          "square_1_1", "1:1",
          "widescreen_16_9", "16:9",
          "social_story_9_16", "9:16",
          "portrait_2_3", "2:3",
          "traditional_3_4", "3:4",
          "standard_3_2", "3:2",
          "classic_4_3", "4:3",
          "cinematic_21_9", "21:9");

  /** The size; remembers in the fields what is wrong with it. */
  PictureSize of(RequestFields fields);

  /** By the ratio alone, square if there is none. */
  static LiangxinShape byRatio(SizeTable table) {
    return byRatio(table, "1:1");
  }

  static LiangxinShape byRatio(SizeTable table, String otherwise) {
    return fields -> ratio(fields, table).orElseGet(() -> table.of(otherwise).orElseThrow());
  }

  /** By ratio and resolution. */
  static LiangxinShape byTier(SizeTable oneK, String otherwise) {
    var factors = Map.of("1K", 1, "low", 1, "2K", 2, "medium", 2, "4K", 4, "high", 4);
    var tiers = List.of("1K", "2K", "4K", "low", "medium", "high");
    return fields -> {
      var tier = fields.oneOf("/input/resolution", tiers).orElse(otherwise);
      return byRatio(oneK.times(factors.getOrDefault(tier, 1))).of(fields);
    };
  }

  /**
   * By width and height, both or neither, or else by ratio ("Flux-2 - Pro Text to Image").
   *
   * @param otherwise if there is nothing at all
   */
  static LiangxinShape byPixels(SizeTable table, PictureSize otherwise) {
    return fields -> {
      var width = fields.integer("/input/width", 256, 1440);
      var height = fields.integer("/input/height", 256, 1440);
      boolean isHalf = fields.isAbsent("/input/width") != fields.isAbsent("/input/height");
      fields.check(!isHalf, "/input/width", "and input.height must be given together");
      var pixels = width.flatMap(across -> height.map(up -> new PictureSize(across, up)));
      var shape = ratio(fields, table);
      return pixels.or(() -> shape).orElse(otherwise);
    };
  }

  /** By {@code image_size}, which wins over the ratio and is passed on unread ("Z-Image"). */
  static LiangxinShape byImageSize(SizeTable words, SizeTable ratios) {
    return fields -> {
      var word = fields.text("/input/image_size");
      word.ifPresent(
          it ->
              fields.checkUpstream(
                  words.of(it).isPresent(), "/input/image_size", "must be of " + words.ratios()));
      var shape = ratio(fields, ratios);
      return word.flatMap(words::of)
          .or(() -> shape)
          .orElseGet(() -> words.of("square_hd").orElseThrow());
    };
  }

  private static Optional<PictureSize> ratio(RequestFields fields, SizeTable table) {
    var all = table.alsoCalled(ALIASES);
    return fields.oneOf(RATIO, all.ratios()).flatMap(all::of);
  }
}
