package dev.darkroom.provider.evolink;

import static dev.darkroom.task.Operation.EDIT;
import static dev.darkroom.task.Operation.GENERATE;
import static dev.darkroom.task.OutputFormat.JPEG;
import static dev.darkroom.task.OutputFormat.PNG;
import static dev.darkroom.task.Resolution.K2;
import static dev.darkroom.task.Resolution.K3;
import static dev.darkroom.task.Resolution.K4;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.CapabilityBuilder;
import dev.darkroom.provider.catalogue.PriceRow;
import dev.darkroom.provider.catalogue.SeedreamSizes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each model can do at EvoLink, as data.
 *
 * <p>One endpoint serves all models, with different fields. Darkroom offers only the fields that
 * the model's own page names.
 */
final class EvolinkCapabilities {
  private static final String READ = "2026-11-20";
  private static final String LITE_DOCUMENT =
      "EvoLink, OpenAPI document 'Seedream 5.0 Lite Image Generation'";
  private static final PixelRange LITE = PixelRange.ofArea(2560L * 1440, 3072L * 3072, 16);
  private static final PixelRange UP_TO_4K = PixelRange.ofArea(2560L * 1440, 4096L * 4096, 16);
  private static final String BANANA_PAGE = "EvoLink, page 'nano-banana Interface', 2026-11-25";
  private static final String Z_IMAGE_PAGE =
      "EvoLink, page 'Z Image Turbo Image Generation', 2026-11-25";
  private static final String CLIENT = "EvoLink, its MCP client evolink-media-mcp";

  private static final String SEEDREAM_RATIOS = "auto 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9";

  private static final String PRICES_READ = "2026-11-27";
  private static final String GROUP = "what an account pays depends on its group, and may change";

  /** The pages show an example of the field. None of them is a price: 1.8 stands beside 2.2. */
  private static final PriceRow RESERVED =
      PriceRow.unknown("the provider's answer to a submit (usage.credits_reserved)");

  private static final long TEN_MEGABYTES = 10L * 1024 * 1024;
  private static final References SEEDREAM_REFERENCES =
      new References(
          Optional.of(14),
          Set.of("image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff", "image/gif"),
          Optional.of(TEN_MEGABYTES));
  private static final References BANANA_REFERENCES =
      new References(
          Optional.of(5),
          Set.of("image/jpeg", "image/png", "image/webp"),
          Optional.of(TEN_MEGABYTES));

  static final List<Capability> ALL = List.of(seedreamLite(), seedream45(), zImage(), banana());

  private EvolinkCapabilities() {}

  /** Offers 21:9 at 3K with an unknown size: 4704x2016 is beyond the document's range. */
  private static Capability seedreamLite() {
    return seedream("seedream-5.0-lite", "doubao-seedream-5.0-lite")
        .resolutions(K2, K3)
        .sizes(SeedreamSizes.within(LITE, K2, K3))
        .pixels(LITE)
        .formats(JPEG, PNG)
        .webSearch()
        .price(
            credits("2.2", "evolink.ai/seedream-5-0")
                .unknownWithSearch(
                    "each search is charged as well, and a request may make several"))
        .inferred("sizes", SeedreamSizes.SOURCE)
        .from(LITE_DOCUMENT, READ);
  }

  /**
   * Offers the fields of 5.0, with 4K instead of 3K. Only 5.0 is known to have a format and a
   * search.
   *
   * <p>The page with its price has had other figures, 2.16 and 2.5 among them.
   *
   * <p>Not tried: one page of EvoLink shows {@code size} with the resolution alone, without a
   * ratio.
   */
  private static Capability seedream45() {
    return seedream("seedream-4.5", "doubao-seedream-4.5")
        .resolutions(K2, K4)
        .sizes(SeedreamSizes.within(UP_TO_4K, K2, K4))
        .pixels(UP_TO_4K)
        .price(credits("2.25", "evolink.ai/seedream-4-5"))
        .inferred("aspectRatios references promptOptimization", LITE_DOCUMENT)
        .inferred("resolutions", CLIENT + " (4K), ByteDance ModelArk (2K)")
        .inferred("sizes pixels", SeedreamSizes.SOURCE)
        .from("EvoLink, page 'Seedream 4.5 Image Generation'", READ);
  }

  private static CapabilityBuilder seedream(String model, String providerModel) {
    return Capability.row(model, providerModel, GENERATE, EDIT)
        .prompt(2000)
        .ratios(SEEDREAM_RATIOS)
        .count(15)
        .references(SEEDREAM_REFERENCES)
        .total(15)
        .promptOptimization();
  }

  /** Of one image of any size: "All sizes share the same image generation price". */
  private static PriceRow credits(String amount, String page) {
    return PriceRow.perImage(amount, "credits", page, PRICES_READ).estimated(GROUP);
  }

  /** Leaves out a seed, exact pixels and a check for nudity, which its page names as well. */
  private static Capability zImage() {
    return Capability.row("z-image", "z-image-turbo", GENERATE)
        .prompt(2000)
        .ratios("1:1 2:3 3:2 3:4 4:3 9:16 16:9 1:2 2:1")
        .price(RESERVED)
        .inferred("promptLimit aspectRatios", Z_IMAGE_PAGE)
        .unknown("sizes")
        .from(CLIENT, READ);
  }

  /** Keeps the smaller prompt limit: a page of another date has 2000 tokens. */
  private static Capability banana() {
    return Capability.row("gemini-2.5-flash-image", "gemini-2.5-flash-image", GENERATE, EDIT)
        .prompt(1000)
        .ratios("auto 1:1 2:3 3:2 4:3 3:4 16:9 9:16")
        .references(BANANA_REFERENCES)
        .price(RESERVED)
        .inferred("aspectRatios references", BANANA_PAGE)
        .unknown("sizes")
        .from(CLIENT, READ);
  }

  static Optional<Capability> find(String providerModel) {
    return ALL.stream().filter(row -> row.providerModel().equals(providerModel)).findFirst();
  }
}
