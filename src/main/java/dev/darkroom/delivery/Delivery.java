package dev.darkroom.delivery;

import dev.darkroom.delivery.Fetched.Never;
import dev.darkroom.delivery.Fetched.NotNow;
import dev.darkroom.delivery.Fetched.Spooled;
import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import dev.darkroom.delivery.MediaHeader.Whole;
import dev.darkroom.link.Deadline;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * Returns when something has become of every image. What the task knows to be stored or lost
   * already is not fetched again.
   */
  public DeliveryResult deliver(Task task, List<RemoteImage> images) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          threads.invokeAll(
              images.stream().<Callable<Outcome>>map(image -> () -> deliver(task, image)).toList());
      var outcomes = new ArrayList<Outcome>();
      for (var one : running) {
        outcomes.add(one.get());
      }
      return sorted(outcomes);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while delivering " + task.id(), stopped);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("could not deliver " + task.id(), broken.getCause());
    }
  }

  private Outcome deliver(Task task, RemoteImage image) throws InterruptedException {
    var known = known(task.progress(), image.index());
    return known.isPresent() ? known.get() : fetched(task, image);
  }

  private static Optional<Outcome> known(Progress progress, int index) {
    var stored =
        progress.stored().stream().filter(one -> one.index() == index).map(Stored::new).findFirst();
    var missing =
        progress.missing().stream().filter(one -> one.index() == index).map(Lost::new).findFirst();
    return stored.<Outcome>map(one -> one).or(() -> missing);
  }

  private Outcome fetched(Task task, RemoteImage image) throws InterruptedException {
    try (var spool = Spool.in(folder)) {
      return switch (fetch.into(spool, URI.create(image.link()), Deadline.in(timeBudget))) {
        case NotNow(var why) -> pending(image, why);
        case Never(var code, var why) -> lost(image, code, why);
        case Spooled() -> judge(task, image, spool);
      };
    } catch (IOException disk) {
      return pending(image, "the temporary folder could not be used");
    }
  }

  private Outcome judge(Task task, RemoteImage image, Spool spool) throws IOException {
    return switch (MediaHeader.read(spool.file())) {
      case Incomplete(var why) -> pending(image, why);
      case Unacceptable(var why) -> lost(image, ErrorCode.RESULT_REJECTED, why);
      case Whole header -> store(task, described(task, image, spool, header), spool);
    };
  }

  private Outcome store(Task task, StoredImage described, Spool spool) {
    try {
      var metadata = task.request().handling().metadata();
      return new Stored(store.putIfAbsent(described, spool.file(), metadata));
    } catch (RuntimeException failed) { // whatever the store's client throws: the next try may do
      return new Pending(
          new PendingImage(
              described.index(),
              ErrorCode.RESULT_UNAVAILABLE,
              "it could not be stored: " + failed.getClass().getSimpleName()));
    }
  }

  private static StoredImage described(Task task, RemoteImage image, Spool spool, Whole header) {
    var format = header.format();
    return new StoredImage(
        image.index(),
        "generations/%s/%s/%d.%s"
            .formatted(task.id(), task.claimMark(), image.index(), format.extension()),
        format.contentType(),
        header.width(),
        header.height(),
        spool.size(),
        spool.sha256Hex());
  }

  private static Outcome pending(RemoteImage image, String why) {
    return new Pending(new PendingImage(image.index(), ErrorCode.RESULT_UNAVAILABLE, why));
  }

  private static Outcome lost(RemoteImage image, ErrorCode code, String why) {
    return new Lost(new MissingImage(image.index(), code, why));
  }

  private static DeliveryResult sorted(List<Outcome> outcomes) {
    var stored = new ArrayList<StoredImage>();
    var pending = new ArrayList<PendingImage>();
    var missing = new ArrayList<MissingImage>();
    for (var outcome : outcomes) {
      switch (outcome) {
        case Stored(var image) -> stored.add(image);
        case Pending(var image) -> pending.add(image);
        case Lost(var image) -> missing.add(image);
      }
    }
    return new DeliveryResult(stored, pending, missing);
  }

  /** What became of one image. */
  private sealed interface Outcome {}

  private record Stored(StoredImage image) implements Outcome {}

  private record Pending(PendingImage image) implements Outcome {}

  private record Lost(MissingImage image) implements Outcome {}
}
