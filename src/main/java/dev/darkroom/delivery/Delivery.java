package dev.darkroom.delivery;

import dev.darkroom.concurrent.Parallel;
import dev.darkroom.delivery.FetchResult.Extent;
import dev.darkroom.delivery.FetchResult.Spooled;
import dev.darkroom.delivery.ImageStore.Put;
import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import dev.darkroom.link.Deadline;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Fetches a task's images in parallel and stores them in the owner's bucket. */
@ApplicationScoped
public class Delivery {
  /** As many as one request can ask for, and one: more would only share memory and the line. */
  private static final int AT_ONCE = 16;

  private final Semaphore turns = new Semaphore(AT_ONCE, /* fair= */ true);
  private final ImageStore store;
  private final ImageWriter writer;
  private final ImageFetch fetch;
  private final Duration timeBudget;
  private final Path folder;

  @Inject
  Delivery(ImageStore store, ImageFetch fetch, DeliveryConfig config) {
    this(store, fetch, config, Path.of(System.getProperty("java.io.tmpdir")));
  }

  Delivery(ImageStore store, ImageFetch fetch, DeliveryConfig config, Path folder) {
    this.store = store;
    this.writer = new ImageWriter(store);
    this.fetch = fetch;
    this.timeBudget = config.timeBudget();
    this.folder = folder;
  }

  /**
   * Fetches and stores images; returns when every image has an outcome. A fault while an image is
   * fetched is the outcome of that image alone. An image that the task knows to be stored or
   * missing is not fetched again.
   */
  public DeliveryResult deliver(Task task, List<RemoteImage> images) {
    try {
      return sort(Parallel.map(images, image -> deliver(task, image)));
    } catch (CompletionException broken) {
      throw new IllegalStateException("could not deliver " + task.id(), broken.getCause());
    }
  }

  /**
   * Finds objects of a task, whatever its record says.
   *
   * @param indexes of the images that are looked for, under their usual keys
   * @throws IllegalStateException if the store did not answer about one of them
   */
  public List<StoredImage> find(Task task, List<Integer> indexes) {
    try {
      return Parallel.map(indexes, index -> find(task, index)).stream()
          .flatMap(List::stream)
          .toList();
    } catch (CompletionException broken) {
      throw new IllegalStateException("could not look for " + task.id(), broken.getCause());
    }
  }

  private List<StoredImage> find(Task task, int index) throws InterruptedException {
    return find(index, format -> ImageKey.usual(task, index, format));
  }

  private List<StoredImage> find(int index, Function<MediaFormat, String> key)
      throws InterruptedException {
    turns.acquire();
    try {
      return Arrays.stream(MediaFormat.values())
          .flatMap(format -> store.find(key.apply(format), index).stream())
          .toList();
    } finally {
      turns.release();
    }
  }

  /**
   * Empties the objects of a deleted task that came after its deletion, under their usual keys.
   *
   * @return how many there were
   * @throws IllegalStateException if the store did not answer about one of them
   */
  public int empty(Tombstone deleted) {
    try {
      var indexes = IntStream.range(0, ImageList.MOST).boxed().toList();
      return Parallel.map(indexes, index -> empty(deleted, index)).stream()
          .mapToInt(Integer::intValue)
          .sum();
    } catch (CompletionException broken) {
      throw new IllegalStateException("could not empty " + deleted.id(), broken.getCause());
    }
  }

  private int empty(Tombstone deleted, int index) throws InterruptedException {
    var late = find(index, format -> ImageKey.usual(deleted, index, format));
    empty(late);
    return late.size();
  }

  /** Empties these objects. */
  public void empty(List<StoredImage> late) {
    late.forEach(image -> store.empty(image.key()));
  }

  private Outcome deliver(Task task, RemoteImage image) throws InterruptedException {
    var known = known(task.progress(), image.index());
    return known.isPresent() ? known.get() : fetchInTurn(task, image);
  }

  /** The time budget begins when the image has its turn. */
  private Outcome fetchInTurn(Task task, RemoteImage image) throws InterruptedException {
    turns.acquire();
    try {
      return fetch(task, image);
    } catch (RuntimeException | LinkageError | AssertionError broken) {
      return pending(image, "it could not be fetched: " + broken.getClass().getSimpleName());
    } finally {
      turns.release();
    }
  }

  private static Optional<Outcome> known(Progress progress, int index) {
    var stored =
        progress.stored().stream().filter(one -> one.index() == index).map(Stored::new).findFirst();
    var missing =
        progress.missing().stream()
            .filter(one -> one.index() == index)
            .map(Permanent::new)
            .findFirst();
    return stored.<Outcome>map(one -> one).or(() -> missing);
  }

  private Outcome fetch(Task task, RemoteImage image) throws InterruptedException {
    try (var spool = Spool.in(folder)) {
      return switch (fetch.into(spool, image.link(), Deadline.in(timeBudget))) {
        case FetchResult.Transient(var ifOver, var why) -> pending(image, ifOver, why);
        case FetchResult.Permanent(var code, var why) -> missing(image, code, why);
        case Spooled(var extent) -> examine(task, image, spool, extent);
      };
    } catch (IOException disk) {
      return pending(image, "the temporary folder could not be used");
    }
  }

  /** A body of the announced length counts as complete, whatever its bytes say about their end. */
  private Outcome examine(Task task, RemoteImage image, Spool spool, Extent extent)
      throws IOException {
    boolean isAll = extent != Extent.UNANNOUNCED;
    return switch (MediaHeader.read(spool.file())) {
      case Complete header -> store(task, image, spool, header);
      case Truncated(_, var soFar) when isAll && soFar.isPresent() ->
          store(task, image, spool, soFar.get());
      case Truncated(var why, _) -> replaced(image, extent, ErrorCode.RESULT_UNAVAILABLE, why);
      case Unreadable(var why) -> replaced(image, extent, ErrorCode.RESULT_REJECTED, why);
      case Unsupported(var why) -> missing(image, ErrorCode.RESULT_REJECTED, why);
    };
  }

  /** Other content came instead of the image; a retry may succeed, unless it was inline. */
  private static Outcome replaced(RemoteImage image, Extent extent, ErrorCode ifOver, String why) {
    return extent == Extent.INLINE
        ? missing(image, ErrorCode.RESULT_REJECTED, why)
        : pending(image, ifOver, why);
  }

  private Outcome store(Task task, RemoteImage image, Spool spool, Complete header) {
    try {
      return switch (writer.put(task, image.index(), spool, header)) {
        case Put.Stored(var stored) -> new Stored(stored);
        case Put.Taken() -> pending(image, "other objects are under its keys");
        case Put.Emptied() -> pending(image, "its generation was deleted");
      };
    } catch (RuntimeException failed) { // whatever the store's client throws: the next try may do
      return pending(image, "it could not be stored: " + failed.getClass().getSimpleName());
    }
  }

  private static Outcome pending(RemoteImage image, String why) {
    return pending(image, ErrorCode.RESULT_UNAVAILABLE, why);
  }

  private static Outcome pending(RemoteImage image, ErrorCode ifOver, String why) {
    return new Transient(new PendingImage(image.index(), ifOver, why));
  }

  private static Outcome missing(RemoteImage image, ErrorCode code, String why) {
    return new Permanent(new MissingImage(image.index(), code, why));
  }

  private static DeliveryResult sort(List<Outcome> outcomes) {
    var stored = new ArrayList<StoredImage>();
    var pending = new ArrayList<PendingImage>();
    var missing = new ArrayList<MissingImage>();
    for (var outcome : outcomes) {
      switch (outcome) {
        case Stored(var image) -> stored.add(image);
        case Transient(var image) -> pending.add(image);
        case Permanent(var image) -> missing.add(image);
      }
    }
    return new DeliveryResult(stored, pending, missing);
  }

  /** The outcome of one image. */
  private sealed interface Outcome {}

  private record Stored(StoredImage image) implements Outcome {}

  private record Transient(PendingImage image) implements Outcome {}

  private record Permanent(MissingImage image) implements Outcome {}
}
