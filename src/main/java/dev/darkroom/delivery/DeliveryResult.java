package dev.darkroom.delivery;

import dev.darkroom.task.MissingImage;
import dev.darkroom.task.StoredImage;
import java.util.List;

/**
 * What became of a task's images: every one of them is in one of the three lists.
 *
 * @param stored in the bucket, in the order of the provider's list
 * @param pending could not be fetched or stored just now; worth another try
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
