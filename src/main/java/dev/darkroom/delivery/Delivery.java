package dev.darkroom.delivery;

import dev.darkroom.delivery.Fetched.Never;
import dev.darkroom.delivery.Fetched.NotNow;
import dev.darkroom.delivery.Fetched.Spooled;
import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import dev.darkroom.delivery.MediaHeader.Whole;
import dev.darkroom.link.Deadline;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Fetches a task's images side by side and leaves them in the owner's bucket. */
@ApplicationScoped
public class Delivery {
  private final ImageStore store;
  private final ImageFetch fetch;
  private final Duration timeBudget;
  private final Path folder;

  @Inject
  Delivery(ImageStore store, ImageFetch fetch, DeliveryConfig config) {
    this(store, fetch, config, Path.of(System.getProperty("java.io.tmpdir")));
  }

  Delivery(ImageStore store, ImageFetch fetch, DeliveryConfig config, Path folder) {
    this.store = store;
    this.fetch = fetch;
    this.timeBudget = config.timeBudget();
    this.folder = folder;
  }

  /**
   * Returns when something has become of every image.
   *
   * @param metadata the caller's, kept with each object
   */
  public DeliveryResult deliver(
      TaskId task, ProviderId provider, List<RemoteImage> images, Map<String, String> metadata) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          threads.invokeAll(
              images.stream()
                  .<Callable<Outcome>>map(image -> () -> deliver(task, image, metadata))
                  .toList());
      var outcomes = new ArrayList<Outcome>();
      for (var one : running) {
        outcomes.add(one.get());
      }
      return sorted(outcomes, provider);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while delivering " + task, stopped);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("could not deliver " + task, broken.getCause());
    }
  }

  private Outcome deliver(TaskId task, RemoteImage image, Map<String, String> metadata)
      throws InterruptedException {
    try (var spool = Spool.in(folder)) {
      return switch (fetch.into(spool, image.link(), Deadline.in(timeBudget))) {
        case NotNow(var why) -> new Pending(image, why);
        case Never(var code, var why) -> new Lost(image, code, why);
        case Spooled() -> judge(task, image, spool, metadata);
      };
    } catch (IOException disk) {
      return new Pending(image, "the temporary folder could not be used");
    }
  }

  private Outcome judge(TaskId task, RemoteImage image, Spool spool, Map<String, String> metadata)
      throws IOException {
    return switch (MediaHeader.read(spool.file())) {
      case Incomplete(var why) -> new Pending(image, why);
      case Unacceptable(var why) -> new Lost(image, ErrorCode.RESULT_REJECTED, why);
      case Whole header -> store(described(task, image, spool, header), image, spool, metadata);
    };
  }

  private Outcome store(
      StoredImage described, RemoteImage image, Spool spool, Map<String, String> metadata) {
    try {
      return new Stored(store.putIfAbsent(described, spool.file(), metadata));
    } catch (RuntimeException failed) { // whatever the store's client throws: the next try may do
      return new Pending(image, "it could not be stored: " + failed.getClass().getSimpleName());
    }
  }

  private static StoredImage described(TaskId task, RemoteImage image, Spool spool, Whole header) {
    var format = header.format();
    return new StoredImage(
        image.index(),
        "generations/" + task + "/" + image.index() + "." + format.extension(),
        format.contentType(),
        header.width(),
        header.height(),
        spool.size(),
        spool.sha256Hex());
  }

  private static DeliveryResult sorted(List<Outcome> outcomes, ProviderId provider) {
    var stored = new ArrayList<StoredImage>();
    var pending = new ArrayList<Failure>();
    var lost = new ArrayList<Failure>();
    for (var outcome : outcomes) {
      switch (outcome) {
        case Stored(var image) -> stored.add(image);
        case Pending(var image, var why) ->
            pending.add(failure(ErrorCode.RESULT_UNAVAILABLE, image, why, provider));
        case Lost(var image, var code, var why) -> lost.add(failure(code, image, why, provider));
      }
    }
    return new DeliveryResult(stored, pending, lost);
  }

  private static Failure failure(
      ErrorCode code, RemoteImage image, String why, ProviderId provider) {
    return Failure.of(code, "image " + image.index() + ": " + why, provider);
  }

  /** What became of one image. */
  private sealed interface Outcome {}

  private record Stored(StoredImage image) implements Outcome {}

  private record Pending(RemoteImage image, String why) implements Outcome {}

  private record Lost(RemoteImage image, ErrorCode code, String why) implements Outcome {}
}
