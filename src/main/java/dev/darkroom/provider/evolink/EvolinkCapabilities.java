package dev.darkroom.provider.evolink;

import static dev.darkroom.task.OutputFormat.JPEG;
import static dev.darkroom.task.OutputFormat.PNG;
import static dev.darkroom.task.Resolution.K2;
import static dev.darkroom.task.Resolution.K3;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.Capability.PixelRange;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What each model can do at EvoLink, as data. */
final class EvolinkCapabilities {
  static final List<Capability> ALL =
      List.of(
          new Capability(
              new ModelName("seedream-5.0-lite"),
              "doubao-seedream-5.0-lite",
              Set.of(Operation.GENERATE, Operation.EDIT),
              Optional.of(2000),
              ratios("auto 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9"),
              List.of(K2, K3),
              Optional.of(new PixelRange(2560L * 1440, 3072L * 3072, 16)),
              /* maxCount= */ 15,
              /* maxReferences= */ 14,
              /* maxTotal= */ 15,
              /* seed= */ false,
              Set.of(JPEG, PNG),
              /* safetyChecker= */ false,
              /* webSearch= */ true,
              /* promptOptimization= */ true,
              "EvoLink's OpenAPI document 'Seedream 5.0 Lite Image Generation', 2026-11-20"));

  private EvolinkCapabilities() {}

  private static List<AspectRatio> ratios(String list) {
    return Stream.of(list.split(" ", -1)).map(AspectRatio::new).toList();
  }
}
