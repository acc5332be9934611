package dev.darkroom.simulator.evolink;

import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.SizeTable;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The models of EvoLink with the limits of their pages (docs.evolink.ai, 2026-11-20), and their
 * prices (evolink.ai/seedream-5-0 and /seedream-4-5, 2026-11-27).
 */
public final class EvolinkModels {
  private static final List<String> SEEDREAM_RATIOS =
      List.of("auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  /** About a megapixel, no side over the 1536 that the model has at most. */
  private static final SizeTable Z_IMAGE =
      SizeTable.of(
          "1:1 1024x1024",
          "2:3 832x1248",
          "3:2 1248x832",
          "3:4 864x1152",
          "4:3 1152x864",
          "9:16 768x1344",
          "16:9 1344x768",
          "1:2 720x1440",
          "2:1 1440x720");

  /** Google's pixels; which ratios EvoLink takes is not stored, but "fewer than Seedream's". */
  private static final SizeTable GEMINI =
      SizeTable.of(
          "auto 1024x1024",
          "1:1 1024x1024",
          "2:3 832x1248",
          "3:2 1248x832",
          "3:4 864x1184",
          "4:3 1184x864",
          "9:16 768x1344",
          "16:9 1344x768");

  private static final List<Rule> SEEDREAM_RULES =
      List.of(
          Rule.oneOf("/prompt_priority", List.of("standard")),
          fields -> fields.object("/model_params"),
          Rule.oneOf("/model_params/output_format", List.of("jpeg", "png")),
          EvolinkModels::tools);

  private static final List<EvolinkModel> ALL =
      List.of(
          seedream("doubao-seedream-5.0-lite", List.of("2K", "3K"), 3072L * 3072, "2.2"),
          // "The same fields; 4K tier"; the largest area is Seedream 4.5's own.
          seedream("doubao-seedream-4.5", List.of("2K", "4K"), 4096L * 4096, "2.25"),
          // Text to image, one a call. Price invented.
          new EvolinkModel(
              "z-image-turbo",
              new EvolinkModel.Limits(2000, 1, 0, 1),
              EvolinkShape.ratios(Z_IMAGE, EvolinkModels::isZImage),
              PictureFormat.JPEG,
              new BigDecimal("0.3"),
              List.of(Rule.whole("/seed", 1, Integer.MAX_VALUE), Rule.flag("/nsfw_check"))),
          // "n" up to 4 is the official MCP server's bound of all its models. Price invented.
          new EvolinkModel(
              "gemini-2.5-flash-image",
              new EvolinkModel.Limits(1000, 4, 5, 9),
              EvolinkShape.ratios(GEMINI, _ -> false),
              PictureFormat.PNG,
              new BigDecimal("1.6"),
              List.of()),
          // The model of EvoLink's official skill; ratios as the MCP server has them of its kin.
          new EvolinkModel(
              "gemini-3.1-flash-lite-image",
              new EvolinkModel.Limits(2000, 4, 14, 18),
              EvolinkShape.ratios(SizeTable.NANO_BANANA, _ -> false),
              PictureFormat.JPEG,
              new BigDecimal("1.2"),
              List.of(Rule.oneOf("/quality", List.of("1K")))));

  private EvolinkModels() {}

  public static Optional<EvolinkModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private static EvolinkModel seedream(
      String name, List<String> tiers, long mostArea, String credits) {
    return new EvolinkModel(
        name,
        new EvolinkModel.Limits(2000, 15, 14, 15),
        EvolinkShape.seedream(SEEDREAM_RATIOS, tiers, mostArea),
        PictureFormat.JPEG,
        new BigDecimal(credits),
        SEEDREAM_RULES);
  }

  private static void tools(RequestFields fields) {
    for (var tool : fields.list("/model_params/tools", 1)) {
      boolean isSearch = tool.path("type").asText().equals("web_search");
      fields.check(isSearch, "/model_params/tools", "must be of type web_search");
    }
  }

  private static boolean isZImage(PictureSize size) {
    return Math.min(size.width(), size.height()) >= 376
        && Math.max(size.width(), size.height()) <= 1536;
  }
}
