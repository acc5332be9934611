package dev.darkroom.delivery;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.TestingResolver;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A delivery without network: stores every image, or gives the result that it is told to. */
public final class ScriptedDelivery extends Delivery {
  /** One for all: each opens files that only its end closes. */
  static final Vertx VERTX = Vertx.vertx();

  private final List<TaskId> deliveries = new ArrayList<>();
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
    return script.map(Supplier::get).orElseGet(() -> all(task.id(), images));
  }

  private static DeliveryResult all(TaskId task, List<RemoteImage> images) {
    List<StoredImage> stored =
        images.stream().map(image -> Examples.stored(task, image.index())).toList();
    return new DeliveryResult(stored, List.of(), List.of());
  }
}
