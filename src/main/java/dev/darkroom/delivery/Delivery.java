package dev.darkroom.delivery;

import dev.darkroom.concurrent.Parallel;
import dev.darkroom.delivery.Fetched.Extent;
import dev.darkroom.delivery.Fetched.Never;
import dev.darkroom.delivery.Fetched.NotNow;
import dev.darkroom.delivery.Fetched.Spooled;
import dev.darkroom.delivery.ImageStore.Put;
import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import dev.darkroom.delivery.MediaHeader.Unreadable;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** Fetches a task's images in parallel and stores them in the owner's bucket. */
@ApplicationScoped
public class Delivery {
  /** As many as one wish can ask for, and one: more would only share memory and the line. */
  private static final int AT_ONCE = 16;

  private final Semaphore turns = new Semaphore(AT_ONCE, /* fair= */ true);
  private final Storing storing;
  private final ImageFetch fetch;
  private final Duration timeBudget;
  private final Path folder;

  @Inject
  Delivery(ImageStore store, ImageFetch fetch, DeliveryConfig config) {
    this(store, fetch, config, Path.of(System.getProperty("java.io.tmpdir")));
  }

  Delivery(ImageStore store, ImageFetch fetch, DeliveryConfig config, Path folder) {
    this.storing = new Storing(store);
    this.fetch = fetch;
    this.timeBudget = config.timeBudget();
    this.folder = folder;
  }

  /**
   * Returns when something has become of every image. One image's fate is its own: whatever breaks
   * while it is fetched is that image's outcome. What the task knows to be stored or lost already
   * is not fetched again.
   */
  public DeliveryResult deliver(Task task, List<RemoteImage> images) {
    try {
      return sorted(Parallel.map(images, image -> deliver(task, image)));
    } catch (CompletionException broken) {
      throw new IllegalStateException("could not deliver " + task.id(), broken.getCause());
    }
  }

  private Outcome deliver(Task task, RemoteImage image) throws InterruptedException {
    var known = known(task.progress(), image.index());
    return known.isPresent() ? known.get() : fetchedInTurn(task, image);
  }

  /** Its time begins when its turn has come. */
  private Outcome fetchedInTurn(Task task, RemoteImage image) throws InterruptedException {
    turns.acquire();
    try {
      return fetched(task, image);
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
        progress.missing().stream().filter(one -> one.index() == index).map(Lost::new).findFirst();
    return stored.<Outcome>map(one -> one).or(() -> missing);
  }

  private Outcome fetched(Task task, RemoteImage image) throws InterruptedException {
    try (var spool = Spool.in(folder)) {
      return switch (fetch.into(spool, image.link(), Deadline.in(timeBudget))) {
        case NotNow(var ifOver, var why) -> pending(image, ifOver, why);
        case Never(var code, var why) -> lost(image, code, why);
        case Spooled(var extent) -> judge(task, image, spool, extent);
      };
    } catch (IOException disk) {
      return pending(image, "the temporary folder could not be used");
    }
  }

  /** The announced length, once all of it has come, outweighs what the bytes say of their end. */
  private Outcome judge(Task task, RemoteImage image, Spool spool, Extent extent)
      throws IOException {
    boolean isAll = extent != Extent.UNANNOUNCED;
    return switch (MediaHeader.read(spool.file())) {
      case Whole header -> store(task, image, spool, header);
      case Incomplete(_, var soFar) when isAll && soFar.isPresent() ->
          store(task, image, spool, soFar.get());
      case Incomplete(var why, _) -> other(image, extent, ErrorCode.RESULT_UNAVAILABLE, why);
      case Unreadable(var why) -> other(image, extent, ErrorCode.RESULT_REJECTED, why);
      case Unacceptable(var why) -> lost(image, ErrorCode.RESULT_REJECTED, why);
    };
  }

  /** Something else came in its place: it may still come, unless it stood in the answer itself. */
  private static Outcome other(RemoteImage image, Extent extent, ErrorCode ifOver, String why) {
    return extent == Extent.INLINE
        ? lost(image, ErrorCode.RESULT_REJECTED, why)
        : pending(image, ifOver, why);
  }

  private Outcome store(Task task, RemoteImage image, Spool spool, Whole header) {
    try {
      return switch (storing.put(task, image.index(), spool, header)) {
        case Put.Stored(var stored) -> new Stored(stored);
        case Put.Taken() -> pending(image, "other objects are under its keys");
      };
    } catch (RuntimeException failed) { // whatever the store's client throws: the next try may do
      return pending(image, "it could not be stored: " + failed.getClass().getSimpleName());
    }
  }

  private static Outcome pending(RemoteImage image, String why) {
    return pending(image, ErrorCode.RESULT_UNAVAILABLE, why);
  }

  private static Outcome pending(RemoteImage image, ErrorCode ifOver, String why) {
    return new Pending(new PendingImage(image.index(), ifOver, why));
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
