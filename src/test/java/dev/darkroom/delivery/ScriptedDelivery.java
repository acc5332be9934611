package dev.darkroom.delivery;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.TestingResolver;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.Tombstone;
import dev.darkroom.testing.Examples;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A delivery without network: stores every image, or gives the result that it is told to. What it
 * has stored can be found.
 */
public final class ScriptedDelivery extends Delivery {
  /** One for all: each opens files that only its end closes. */
  static final Vertx VERTX = Vertx.vertx();

  private final List<TaskId> deliveries = new ArrayList<>();
  private final Map<String, StoredImage> bucket = new TreeMap<>();
  private boolean isBucketDown;
  private int looks;
  private Optional<Supplier<DeliveryResult>> script = Optional.empty();

  public ScriptedDelivery() {
    this(TestingConfig.roomy());
  }

  private ScriptedDelivery(TestingConfig config) {
    super(
        new TestingImageStore(),
        new ImageFetch(new LinkGuard(new TestingResolver(), Set.of(), 443), VERTX, config),
        config);
  }

  public ScriptedDelivery willGive(DeliveryResult result) {
    return willGive(() -> result);
  }

  /** Does something while the images are fetched. */
  public ScriptedDelivery willGive(Supplier<DeliveryResult> result) {
    script = Optional.of(result);
    return this;
  }

  public ScriptedDelivery willStoreAll() {
    script = Optional.empty();
    return this;
  }

  public int count() {
    return deliveries.size();
  }

  @Override
  public synchronized DeliveryResult deliver(Task task, List<RemoteImage> images) {
    deliveries.add(task.id());
    var result = script.map(Supplier::get).orElseGet(() -> all(task.id(), images));
    result.stored().forEach(this::has);
    return result;
  }

  /** Somebody has stored that. */
  public void has(StoredImage image) {
    bucket.put(image.key(), image);
  }

  /** The objects that have bytes. */
  public Set<String> keys() {
    return Set.copyOf(bucket.keySet());
  }

  /** How often somebody looked into the bucket. */
  public int looks() {
    return looks;
  }

  /** Whether nobody can look into the bucket. */
  public void bucketIsDown(boolean isDown) {
    isBucketDown = isDown;
  }

  @Override
  public synchronized List<StoredImage> find(Task task, List<Integer> indexes) {
    looks++;
    if (isBucketDown) {
      throw new IllegalStateException("no bucket today");
    }
    return bucket.values().stream()
        .filter(one -> one.key().contains(task.id().value()) && indexes.contains(one.index()))
        .filter(ScriptedDelivery::hasUsualKey)
        .toList();
  }

  @Override
  public synchronized int empty(Tombstone deleted) {
    looks++;
    if (isBucketDown) {
      throw new IllegalStateException("no bucket today");
    }
    var late =
        bucket.values().stream()
            .filter(one -> one.key().contains(deleted.id().value()))
            .filter(ScriptedDelivery::hasUsualKey)
            .toList();
    empty(late);
    return late.size();
  }

  @Override
  public synchronized void empty(List<StoredImage> late) {
    late.forEach(one -> bucket.remove(one.key()));
  }

  /** Nobody can guess the hash in another key. */
  private static boolean hasUsualKey(StoredImage image) {
    var name = image.key().substring(image.key().lastIndexOf('/') + 1);
    return name.startsWith(image.index() + ".");
  }

  private static DeliveryResult all(TaskId task, List<RemoteImage> images) {
    List<StoredImage> stored =
        images.stream().map(image -> Examples.stored(task, image.index())).toList();
    return new DeliveryResult(stored, List.of(), List.of());
  }
}
