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
 * Compares the stored images with the request and with what the provider says it can do. That
 * detects what the provider changed without a word.
 */
@ApplicationScoped
class AdjustmentDetector {
  private final Providers providers;

  AdjustmentDetector(Providers providers) {
    this.providers = providers;
  }

  /**
   * Completes the task's adjustments by what the images are.
   *
   * @param ref of the provider that made them, which need not be the first one
   * @param images at least one
   * @param made how many the provider made, missing ones included
   */
  List<Adjustment> detect(Task task, ProviderTaskRef ref, List<StoredImage> images, int made) {
    return Comparison.of(
        task.request(), task.terms().adjustments(), row(task, ref), ResultSummary.of(images, made));
  }

  /** What the provider offered; empty if it offers that no more. */
  private Optional<Capability> row(Task task, ProviderTaskRef ref) {
    var request = task.request();
    return providers.find(ref.provider()).stream()
        .flatMap(provider -> provider.capabilities().stream())
        .filter(row -> row.model().equals(request.model()))
        .filter(row -> row.operations().contains(request.spec().operation()))
        .findFirst();
  }
}
