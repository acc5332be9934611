package dev.darkroom.provider.liangxin;

import static dev.darkroom.task.Operation.EDIT;
import static dev.darkroom.task.Operation.GENERATE;
import static dev.darkroom.task.OutputFormat.JPEG;
import static dev.darkroom.task.OutputFormat.PNG;
import static dev.darkroom.task.Resolution.K1;
import static dev.darkroom.task.Resolution.K2;
import static dev.darkroom.task.Resolution.K4;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.provider.catalogue.CapabilityBuilder;
import dev.darkroom.task.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each model can do at LiangXin, as data. A model has a row for each of its names there.
 *
 * <p>No page has a field for the number of results, so every row has one per task. Nano Banana's
 * page wants references whose address ends in a file name. It is unknown whether a signed link with
 * a query passes that check; nothing is paid if not.
 */
final class LiangxinCapabilities {
  private static final String READ = "2026-11-20";
  private static final String COMMON = "1:1 16:9 9:16 4:3 3:4 3:2 2:3 21:9";
  private static final String SEEDREAM_45 = "LiangXin, page 'Seedream4.5 - Text to Image'";
  private static final String SEEDREAM_45_EDIT = "LiangXin, page 'Seedream4.5 - Edit Image'";
  private static final String SEEDREAM_5 = "LiangXin, page 'Seedream5.0 Lite - Text to Image'";
  private static final String IMAGEN = "LiangXin, page 'Google - imagen4-ultra'";
  private static final String MAGNIFIC = "Magnific, upstream: its pages on Seedream 4.5 and 5 Lite";
  private static final SeedRange MAGNIFIC_SEEDS = new SeedRange(0, 4_294_967_295L);
  private static final References UP_TO_FIVE =
      new References(
          Optional.of(5), Set.of("image/jpeg", "image/png"), Optional.of(10L * 1024 * 1024));

  static final List<Capability> ALL =
      List.of(
          seedream("seedream-4.5", "seedream-v4-5", GENERATE).from(SEEDREAM_45, READ),
          seedream("seedream-4.5", "seedream-v4-5-edit", EDIT)
              .references(UP_TO_FIVE)
              .inferred("references", MAGNIFIC + " (JPEG or PNG, 10 MB; at most five is stated)")
              .inferred("aspectRatios", SEEDREAM_45)
              .unknown("outputFormats resolutions pixels")
              .from(SEEDREAM_45_EDIT, READ),
          seedream("seedream-5.0-lite", "seedream-v5-lite", GENERATE)
              .inferred("aspectRatios", SEEDREAM_45 + " (only 9:16 is shown)")
              .unknown("outputFormats resolutions pixels")
              .from(SEEDREAM_5, READ),
          seedream("seedream-5.0-lite", "seedream-v5-lite-edit", EDIT)
              .references(UP_TO_FIVE)
              .inferred("providerModel", "the names of the other three, and Magnific's for it")
              .inferred("references", MAGNIFIC)
              .inferred("aspectRatios", SEEDREAM_45)
              .inferred("safetyChecker", SEEDREAM_45_EDIT)
              .unknown("outputFormats resolutions pixels")
              .from(SEEDREAM_5 + ", which lists an edit page that was not read", READ),
          Capability.row("z-image", "z-image", GENERATE)
              .ratios("1:1 16:9 9:16 4:3 3:4")
              .seeds(SeedRange.ANY)
              .formats(PNG)
              .safetyChecker()
              .inferred("aspectRatios", "'common ratios are mapped', without a list")
              .inferred("outputFormats", "png is named as an example, without a list")
              .unknown("promptLimit seed pixels")
              .from("LiangXin, page 'Z-Image'", READ),
          Capability.row("gemini-2.5-flash-image", "gemini-2.5-flash-image-preview", GENERATE, EDIT)
              .references(new References(Optional.empty(), Set.of(), Optional.empty()))
              .inferred("references", "the example is an edit; the field is that of Nano Banana")
              .unknown("promptLimit aspectRatios resolutions pixels seed outputFormats")
              .unknown("safetyChecker webSearch")
              .from("LiangXin, page 'Google - Gemini 2.5 Flash Image Preview'", READ),
          nanoBanana("nano-banana-pro")
              .resolutions(K2, K1, K4)
              .from("LiangXin, page 'Google - Nano Banana Pro'", READ),
          nanoBanana("nano-banana-pro-flash")
              .resolutions(K1, K2, K4)
              .webSearch()
              .from("LiangXin, page 'Google - Nano Banana Pro Flash'", READ),
          imagen("imagen4-fast")
              .inferred("aspectRatios", IMAGEN)
              .inferred("seed", IMAGEN)
              .inferred("outputFormats", IMAGEN)
              .from("LiangXin, page 'Get Task Details', which names the model", READ),
          imagen("imagen4-ultra")
              .inferred("seed", "that it is at least 1 is stated, no upper end is")
              .from(IMAGEN, READ),
          Capability.row("flux-2-pro", "flux-2-pro", GENERATE, EDIT)
              .ratios(COMMON)
              .pixels(PixelRange.ofSides(256, 1440))
              .references(new References(Optional.of(4), Set.of(), Optional.empty()))
              .seeds(SeedRange.ANY)
              .unknown("promptLimit seed")
              .from("LiangXin, page 'Flux-2 - Pro Text to Image'", READ),
          Capability.row("kling-3-pro", "kling-v3-pro", GENERATE)
              .makesVideo()
              .unknown("promptLimit aspectRatios resolutions pixels seed references outputFormats")
              .unknown("safetyChecker webSearch")
              .from("LiangXin, page 'Kling 3 Pro - Generate Video'", READ));

  private LiangxinCapabilities() {}

  private static CapabilityBuilder seedream(
      String model, String providerModel, Operation operation) {
    return Capability.row(model, providerModel, operation)
        .prompt(4096)
        .ratios(COMMON)
        .seeds(MAGNIFIC_SEEDS)
        .safetyChecker()
        .inferred("promptLimit", MAGNIFIC)
        .inferred("seed", MAGNIFIC);
  }

  private static CapabilityBuilder nanoBanana(String name) {
    return Capability.row(name, name, GENERATE, EDIT)
        .prompt(3000)
        .ratios("1:1 2:3 3:2 4:3 3:4 5:4 4:5 16:9 9:16 21:9")
        .references(
            new References(
                Optional.of(3), Set.of("image/png", "image/jpeg", "image/webp"), Optional.empty()))
        .formats(PNG);
  }

  private static CapabilityBuilder imagen(String name) {
    return Capability.row(name, name, GENERATE)
        .ratios("1:1 9:16 16:9 3:4 4:3")
        .seeds(new SeedRange(1, Long.MAX_VALUE))
        .formats(JPEG, PNG)
        .unknown("promptLimit");
  }
}
