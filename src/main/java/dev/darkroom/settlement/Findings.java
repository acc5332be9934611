package dev.darkroom.settlement;

import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Holds the stored bytes against the wish and against what the provider says it can do: what it
 * changed without a word is found.
 */
@ApplicationScoped
class Findings {
  private final Providers providers;

  Findings(Providers providers) {
    this.providers = providers;
  }

  /**
   * The task's adjustments, completed by what the images are.
   *
   * @param ref of who made them, which need not be who was asked first
   * @param images at least one
   * @param made how many the provider made, also those that are lost
   */
  List<Adjustment> of(Task task, ProviderTaskRef ref, List<StoredImage> images, int made) {
    return Comparison.of(
        task.request(), task.terms().adjustments(), row(task, ref), Seen.of(images, made));
  }

  /** What was promised; empty if the provider offers that no more. */
  private Optional<Capability> row(Task task, ProviderTaskRef ref) {
    var request = task.request();
    return providers.find(ref.provider()).stream()
        .flatMap(provider -> provider.capabilities().stream())
        .filter(row -> row.model().equals(request.model()))
        .filter(row -> row.operations().contains(request.spec().operation()))
        .findFirst();
  }
}
