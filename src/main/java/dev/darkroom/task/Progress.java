package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Succeeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has been learnt about a task before its end. Every list is bounded.
 *
 * @param hints provider tasks that an authenticated callback named; the provider has neither
 *     confirmed nor refuted them yet; the latest first
 * @param stored images that are in the bucket already, and are not fetched again
 * @param missing images that will never be stored
 * @param retryCount how many checks in a row brought nothing, as of the last one that was written
 * @param listed the list of results, once the provider gave one
 * @param made the result of the paid call of a task that had failed before its answer came; only
 *     this record knows its links
 * @param isAbandoned whether an operator ended the waiting for a paid call whose fate is unknown
 */
public record Progress(
    List<ProviderTaskRef> hints,
    List<StoredImage> stored,
    List<MissingImage> missing,
    int retryCount,
    Optional<Listed> listed,
    Optional<Succeeded> made,
    boolean isAbandoned) {
  /** More unsettled hints than that are not kept: those that came first stay. */
  public static final int MOST_HINTS = 5;

  /** Retries are counted up to here. */
  public static final int MOST_RETRIES = 1000;

  /** Nothing was learnt so far. */
  public static final Progress NONE = new Progress(List.of(), List.of(), List.of(), 0);

  /** Before the provider listed a result. */
  public Progress(
      List<ProviderTaskRef> hints,
      List<StoredImage> stored,
      List<MissingImage> missing,
      int retryCount) {
    this(hints, stored, missing, retryCount, Optional.empty());
  }

  /** Where the paid call was not answered with the result after a failure. */
  public Progress(
      List<ProviderTaskRef> hints,
      List<StoredImage> stored,
      List<MissingImage> missing,
      int retryCount,
      Optional<Listed> listed) {
    this(hints, stored, missing, retryCount, listed, Optional.empty(), false);
  }

  public Progress {
    hints = List.copyOf(hints);
    stored = List.copyOf(stored);
    missing = List.copyOf(missing);
  }

  /**
   * A result that the provider listed.
   *
   * @param images how many of it a record keeps
   * @param until how long its links may live
   */
  public record Listed(int images, Instant until) {}

  /** Without the settled hints, and with the added ones in front, as far as there is room. */
  public Progress hinted(List<ProviderTaskRef> settled, List<ProviderTaskRef> added) {
    var kept = new ArrayList<>(hints);
    kept.removeAll(settled);
    for (var one : added) {
      if (kept.size() < MOST_HINTS && !kept.contains(one)) {
        kept.addFirst(one);
      }
    }
    return new Progress(kept, stored, missing, retryCount, listed, made, isAbandoned);
  }

  /** Nobody waits for an operator any more. What callbacks named stays. */
  Progress abandoned() {
    return new Progress(hints, stored, missing, retryCount, listed, made, true);
  }

  /** Without hints and links: nothing is looked for any more. */
  Progress withoutHints() {
    return new Progress(
        List.of(), stored, missing, retryCount, listed, Optional.empty(), isAbandoned);
  }

  /** With the result of the paid call, from whose images nothing was learnt yet. */
  static Progress made(Succeeded result, List<MissingImage> surplus) {
    return new Progress(
        List.of(), List.of(), surplus, 0, Optional.empty(), Optional.of(result), false);
  }

  /** With what has become of the images so far. */
  public Progress imagesKnown(
      List<StoredImage> nowStored, List<MissingImage> nowMissing, Optional<Listed> nowListed) {
    return new Progress(hints, nowStored, nowMissing, retryCount, nowListed, made, isAbandoned);
  }

  public Progress withRetryCount(int next) {
    int bounded = Math.min(next, MOST_RETRIES);
    return new Progress(hints, stored, missing, bounded, listed, made, isAbandoned);
  }

  /** The same with other links of the result, and with other missing images. */
  public Progress abridged(Optional<Succeeded> links, List<MissingImage> nowMissing) {
    return new Progress(hints, stored, nowMissing, retryCount, listed, links, isAbandoned);
  }
}
