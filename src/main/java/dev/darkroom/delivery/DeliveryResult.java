package dev.darkroom.delivery;

import dev.darkroom.task.MissingImage;
import dev.darkroom.task.StoredImage;
import java.util.List;

/**
 * The outcome of a task's images: each image is in one of the three lists.
 *
 * @param stored in the bucket, in the order of the provider's list
 * @param pending not fetched or stored yet; a retry may succeed
 * @param missing will never be stored
 */
public record DeliveryResult(
    List<StoredImage> stored, List<PendingImage> pending, List<MissingImage> missing) {
  public DeliveryResult {
    stored = List.copyOf(stored);
    pending = List.copyOf(pending);
    missing = List.copyOf(missing);
  }
}
