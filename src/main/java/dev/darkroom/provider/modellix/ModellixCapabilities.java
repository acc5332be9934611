package dev.darkroom.provider.modellix;

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
import dev.darkroom.task.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each model can do at Modellix, as data.
 *
 * <p>Modellix has no field for a ratio. Darkroom sends a ratio at a resolution as pixels, by {@link
 * SeedreamSizes}. A row offers every ratio at every resolution. 21:9 at 3K (4704x2016) is larger
 * than the largest image of Seedream 5.0 Lite, so 21:9 is not offered there. Callers can request
 * its 2K as 3136x1344 pixels.
 *
 * @param rows one per model at Modellix
 */
record ModellixCapabilities(List<Capability> rows) {
  private static final String LITE = "seedream-5.0-lite";
  private static final String LITE_EDIT = "seedream-5.0-lite-edit";
  private static final String SEEDREAM_45 = "seedream-4.5-t2i";

  private static final String READ = "2026-11-20";
  private static final int PROMPT_LIMIT = 600;
  private static final String RATIOS = "1:1 2:3 3:2 3:4 4:3 9:16 16:9";
  private static final PixelRange LITE_PIXELS = PixelRange.ofArea(2560L * 1440, 3072L * 3072, 16);
  private static final PixelRange PIXELS_45 = PixelRange.ofArea(3_686_400, 16_777_216, 16);
  private static final String EVOLINK =
      "EvoLink, OpenAPI document 'Seedream 5.0 Lite Image Generation'";
  private static final String BALANCE = "Modellix, prices and balances are in $";

  /** Its documents link a page of prices that was not read. */
  private static final PriceRow BILLED =
      PriceRow.unknown("the provider's answer once the work is done (billing.amount)");

  private static final Set<String> REFERENCE_TYPES =
      Set.of("image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff", "image/gif");
  private static final long TEN_MEGABYTES = 10L * 1024 * 1024;

  ModellixCapabilities {
    rows = List.copyOf(rows);
  }

  static ModellixCapabilities with(ModellixPromptLimits configured) {
    var limits = configured.knownTo(List.of(LITE, LITE_EDIT, SEEDREAM_45));
    return new ModellixCapabilities(
        List.of(
            lite(LITE, GENERATE, limits).from("Modellix, page 'Seedream 5.0 Lite'", READ),
            lite(LITE_EDIT, EDIT, limits)
                .references(
                    new References(Optional.of(14), REFERENCE_TYPES, Optional.of(TEN_MEGABYTES)))
                .total(15)
                .inferred("maxTotal", EVOLINK)
                .from("Modellix, page 'Seedream 5.0 Lite Edit'", READ),
            row("seedream-4.5", SEEDREAM_45, GENERATE, limits)
                .ratios(RATIOS + " 21:9")
                .resolutions(K2, K4)
                .sizes(SeedreamSizes.within(PIXELS_45, K2, K4))
                .pixels(PIXELS_45)
                .inferred("aspectRatios resolutions sizes", SeedreamSizes.SOURCE)
                .from("Modellix, page 'Seedream 4.5 T2I'", READ)));
  }

  private static CapabilityBuilder lite(
      String providerModel, Operation operation, ModellixPromptLimits limits) {
    return row("seedream-5.0-lite", providerModel, operation, limits)
        .ratios(RATIOS)
        .resolutions(K2, K3)
        .sizes(SeedreamSizes.within(LITE_PIXELS, K2, K3))
        .pixels(LITE_PIXELS)
        .formats(JPEG, PNG)
        .inferred("aspectRatios sizes", SeedreamSizes.SOURCE)
        .inferred("pixels", EVOLINK);
  }

  private static CapabilityBuilder row(
      String model, String providerModel, Operation operation, ModellixPromptLimits limits) {
    var row =
        Capability.row(model, providerModel, operation)
            .count(15)
            .promptOptimization()
            .price(BILLED)
            .inferred("cost", BALANCE);
    var configured = limits.of(providerModel);
    return configured.isPresent()
        ? row.prompt(configured.get()).inferred("promptLimit", ModellixPromptLimits.VARIABLE)
        : row.prompt(PROMPT_LIMIT);
  }

  Optional<Capability> find(String providerModel) {
    return rows.stream().filter(row -> row.providerModel().equals(providerModel)).findFirst();
  }
}
