package dev.darkroom.provider.fal;

import static dev.darkroom.task.Operation.EDIT;
import static dev.darkroom.task.Operation.GENERATE;
import static dev.darkroom.task.Resolution.K2;
import static dev.darkroom.task.Resolution.K3;
import static dev.darkroom.task.Resolution.K4;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.provider.catalogue.PriceRow;
import dev.darkroom.provider.catalogue.SeedreamSizes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each model can do at fal.ai, as data. */
final class FalCapabilities {
  private static final String SHAPES = "1:1 4:3 3:4 16:9 9:16 3:2 2:3";
  private static final String FRAMES = "aspectRatios resolutions sizes";
  private static final String SEEDREAM_TABLE =
      SeedreamSizes.SOURCE + "; auto is fal's preset of the tier";
  private static final String SEEDREAM_SHAPE =
      "the area is stated, at most 16 : 1 is ByteDance's own rule for Seedream";

  private static final long LEAST = 2560L * 1440;
  private static final PixelRange TO_3K = PixelRange.ofArea(LEAST, 3072L * 3072, 16);
  private static final PixelRange TO_4K = PixelRange.ofArea(LEAST, 4096L * 4096, 16);

  /** "If over 10 images are sent, only the last 10 will be used": more are never sent. */
  private static final References TEN = new References(Optional.of(10), Set.of(), Optional.empty());

  /** Of each of {@code num_images}, whatever their size. */
  private static final PriceRow LITE_PRICE =
      usd("0.035", "fal.ai/models/bytedance/seedream/v5/lite/text-to-image/llms.txt");

  private static final PriceRow LITE_EDIT_PRICE =
      usd("0.035", "fal.ai/models/fal-ai/bytedance/seedream/v5/lite/edit/llms.txt")
          .estimated("it is the price of the model under its fal-ai name");

  /** "Your request will cost $0.04 per image." */
  private static final PriceRow PRICE_45 =
      usd("0.04", "fal.ai/models/fal-ai/bytedance/seedream/v4.5/text-to-image/playground");

  private static final PriceRow EDIT_PRICE_45 =
      PRICE_45.estimated("it is the price of the model's text-to-image");

  static final List<Capability> ALL =
      List.of(
          Capability.row("seedream-5.0-lite", "bytedance/seedream/v5/lite/text-to-image", GENERATE)
              .ratios("auto " + SHAPES + " 21:9")
              .resolutions(K2, K3, K4)
              .sizes(SeedreamSizes.within(TO_4K, K2, K3, K4))
              .pixels(TO_4K)
              .count(6)
              .seeds(SeedRange.ANY)
              .safetyChecker()
              .price(LITE_PRICE)
              .inferred(FRAMES, SEEDREAM_TABLE)
              .inferred("pixels", SEEDREAM_SHAPE)
              .unknown("promptLimit seed")
              .from("fal.ai/models/bytedance/seedream/v5/lite/text-to-image", "2026-11-25"),

          // No 21:9: its 3K is out of the range. As exact pixels its 2K can be asked for.
          Capability.row("seedream-5.0-lite", "bytedance/seedream/v5/lite/edit", EDIT)
              .ratios("auto " + SHAPES)
              .resolutions(K2, K3)
              .sizes(SeedreamSizes.within(TO_3K, K2, K3))
              .pixels(TO_3K)
              .count(6)
              .references(TEN)
              .total(15)
              .safetyChecker()
              .price(LITE_EDIT_PRICE)
              .inferred(FRAMES, SEEDREAM_TABLE)
              .inferred("pixels", SEEDREAM_SHAPE)
              .inferred("providerModel", "the name beside the text-to-image page's")
              .inferred("references maxTotal", "the page of Seedream 4.5's edit")
              .inferred("safetyChecker", "the model's text-to-image page")
              .unknown("promptLimit references.contentTypes references.maxBytes")
              .from(
                  "fal.ai/models/fal-ai/bytedance/seedream/v5/lite/edit, the model under its fal-ai name",
                  "2026-11-25"),
          Capability.row("seedream-4.5", "fal-ai/bytedance/seedream/v4.5/text-to-image", GENERATE)
              .ratios("auto " + SHAPES + " 21:9")
              .resolutions(K2, K4)
              .sizes(SeedreamSizes.within(TO_4K, K2, K4))
              .pixels(TO_4K)
              .count(6)
              .seeds(SeedRange.ANY)
              .safetyChecker()
              .inferred(FRAMES, SEEDREAM_TABLE)
              .inferred("pixels", SEEDREAM_SHAPE)
              .price(PRICE_45)
              .inferred("maxCount seed safetyChecker", "the tab of the model's edit")
              .unknown("promptLimit")
              .from(
                  "fal.ai/docs/model-api-reference/image-generation-api/bytedance-seedream-v4.5",
                  "2026-11-25"),
          Capability.row("seedream-4.5", "fal-ai/bytedance/seedream/v4.5/edit", EDIT)
              .ratios("auto " + SHAPES + " 21:9")
              .resolutions(K2, K4)
              .sizes(SeedreamSizes.within(TO_4K, K2, K4))
              .pixels(TO_4K)
              .count(6)
              .references(TEN)
              .total(15)
              .seeds(SeedRange.ANY)
              .safetyChecker()
              .price(EDIT_PRICE_45)
              .inferred(FRAMES, SEEDREAM_TABLE)
              .inferred("pixels", SEEDREAM_SHAPE)
              .unknown("promptLimit seed references.contentTypes references.maxBytes")
              .from(
                  "fal.ai/docs/model-api-reference/image-generation-api/bytedance-seedream-v4.5",
                  "2026-11-25"));

  private FalCapabilities() {}

  private static PriceRow usd(String amount, String page) {
    return PriceRow.perImage(amount, "USD", page, "2026-11-27");
  }

  /** The row of a model, by fal.ai's name. */
  static Optional<Capability> of(String model) {
    return ALL.stream().filter(row -> row.providerModel().equals(model)).findFirst();
  }
}
