package dev.darkroom.provider.evolink;

import static dev.darkroom.task.Operation.EDIT;
import static dev.darkroom.task.Operation.GENERATE;
import static dev.darkroom.task.OutputFormat.JPEG;
import static dev.darkroom.task.OutputFormat.PNG;
import static dev.darkroom.task.Resolution.K2;
import static dev.darkroom.task.Resolution.K3;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Capability.PixelRange;
import dev.darkroom.provider.Capability.References;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each model can do at EvoLink, as data. */
final class EvolinkCapabilities {
  private static final Set<String> REFERENCE_TYPES =
      Set.of("image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff", "image/gif");
  private static final long TEN_MEGABYTES = 10L * 1024 * 1024;

  static final List<Capability> ALL =
      List.of(
          Capability.row("seedream-5.0-lite", "doubao-seedream-5.0-lite", GENERATE, EDIT)
              .prompt(2000)
              .ratios("auto 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9")
              .resolutions(K2, K3)
              .pixels(PixelRange.ofArea(2560L * 1440, 3072L * 3072, 16))
              .count(15)
              .references(
                  new References(Optional.of(14), REFERENCE_TYPES, Optional.of(TEN_MEGABYTES)))
              .total(15)
              .formats(JPEG, PNG)
              .webSearch()
              .promptOptimization()
              .from(
                  "EvoLink, OpenAPI document 'Seedream 5.0 Lite Image Generation'", "2026-11-20"));

  private EvolinkCapabilities() {}
}
