package dev.darkroom.delivery;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.TestingResolver;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import java.util.List;
import java.util.Set;

/** A delivery whose results come from elsewhere. */
public final class DeliveryPort extends Delivery {
  private final Bucket bucket;

  /** Links and bucket. */
  public interface Bucket {
    DeliveryResult deliver(Task task, List<RemoteImage> images);

    List<StoredImage> find(Task task, List<Integer> indexes);

    int empty(Tombstone deleted);

    void empty(List<StoredImage> late);
  }

  /** Without any network; the bucket is asked instead. */
  public DeliveryPort(Bucket bucket) {
    this(bucket, TestingConfig.roomy());
  }

  private DeliveryPort(Bucket bucket, TestingConfig config) {
    super(
        new TestingImageStore(),
        new ImageFetch(
            new LinkGuard(new TestingResolver(), Set.of(), 443), ScriptedDelivery.VERTX, config),
        config);
    this.bucket = bucket;
  }

  @Override
  public DeliveryResult deliver(Task task, List<RemoteImage> images) {
    return bucket.deliver(task, images);
  }

  @Override
  public List<StoredImage> find(Task task, List<Integer> indexes) {
    return bucket.find(task, indexes);
  }

  @Override
  public int empty(Tombstone deleted) {
    return bucket.empty(deleted);
  }

  @Override
  public void empty(List<StoredImage> late) {
    bucket.empty(late);
  }
}
