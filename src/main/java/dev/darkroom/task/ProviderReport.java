package dev.darkroom.task;

import java.util.List;
import java.util.Optional;

/** What a provider says about a task, asked with our own key. */
public sealed interface ProviderReport {
  /** Not done yet; also every state we do not know. */
  record Running() implements ProviderReport {}

  /**
   * Done.
   *
   * @param images at least one
   * @param cost what was billed, where the provider says so
   */
  record Succeeded(List<RemoteImage> images, Optional<Cost> cost) implements ProviderReport {
    public Succeeded {
      images = List.copyOf(images);
      if (images.isEmpty()) {
        throw new IllegalArgumentException("a success has images");
      }
    }
  }

  /** Failed or cancelled over there, for good. */
  record Rejected(Failure failure) implements ProviderReport {}
}
