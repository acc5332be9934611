package dev.darkroom.delivery;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.TestingResolver;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A delivery whose results come from elsewhere. */
public final class DeliveryPort extends Delivery {
  private final BiFunction<Task, List<RemoteImage>, DeliveryResult> results;
  private final BiFunction<Task, List<Integer>, List<StoredImage>> found;

  /** Without any network; the functions are asked instead. */
  public DeliveryPort(
      BiFunction<Task, List<RemoteImage>, DeliveryResult> results,
      BiFunction<Task, List<Integer>, List<StoredImage>> found) {
    this(results, found, TestingConfig.roomy());
  }

  private DeliveryPort(
      BiFunction<Task, List<RemoteImage>, DeliveryResult> results,
      BiFunction<Task, List<Integer>, List<StoredImage>> found,
      TestingConfig config) {
    super(
        new TestingImageStore(),
        new ImageFetch(
            new LinkGuard(new TestingResolver(), Set.of(), 443), ScriptedDelivery.VERTX, config),
        config);
    this.results = results;
    this.found = found;
  }

  @Override
  public DeliveryResult deliver(Task task, List<RemoteImage> images) {
    return results.apply(task, images);
  }

  @Override
  public List<StoredImage> find(Task task, List<Integer> indexes) {
    return found.apply(task, indexes);
  }
}
