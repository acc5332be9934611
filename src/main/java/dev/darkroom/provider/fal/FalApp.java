package dev.darkroom.provider.fal;

import dev.darkroom.provider.catalogue.Capability;
import java.util.List;

/**
 * The first two segments of a model id. State and result have addresses under these alone.
 *
 * @param owner such as {@code fal-ai}
 * @param alias such as {@code bytedance}
 */
record FalApp(String owner, String alias) {
  /** The apps of all models in the table. */
  static final List<FalApp> ALL =
      FalCapabilities.ALL.stream()
          .map(Capability::providerModel)
          .map(FalApp::of)
          .distinct()
          .toList();

  static FalApp of(String model) {
    var segments = model.split("/", 3);
    return new FalApp(segments[0], segments[1]);
  }
}
