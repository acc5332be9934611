package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Succeeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has been learnt about a task before its end. Every list is bounded.
 *
 * @param hints provider tasks that an authenticated callback named; the provider has neither
 *     confirmed nor refuted them yet; the latest first
 * @param stored images that are in the bucket already, and are not fetched again
 * @param missing images that will never be stored
 * @param notes what the last check that was written down and brought nothing has left
 * @param listed the list of results, once the provider gave one
 * @param made the result of the paid call of a task that had failed before its answer came; only
 *     this record knows its links
 * @param isAbandoned whether an operator ended the waiting for a paid call whose fate is unknown
 * @param isDisplaced whether another task of the provider was attached before: its images may be in
 *     the bucket
 * @param leftovers objects in the bucket that are no part of the outcome, whatever it is
 */
public record Progress(
    List<ProviderTaskRef> hints,
    List<StoredImage> stored,
    List<MissingImage> missing,
    CheckNotes notes,
    Optional<Listed> listed,
    Optional<Succeeded> made,
    boolean isAbandoned,
    boolean isDisplaced,
    List<StoredImage> leftovers) {
  /** More unsettled hints than that are not kept: those that came first stay. */
  public static final int MOST_HINTS = 5;

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
    this(
        hints,
        stored,
        missing,
        new CheckNotes(retryCount),
        listed,
        Optional.empty(),
        false,
        false,
        List.of());
  }

  public Progress {
    hints = List.copyOf(hints);
    stored = List.copyOf(stored);
    missing = List.copyOf(missing);
    leftovers = List.copyOf(leftovers);
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
    return new Progress(
        kept, stored, missing, notes, listed, made, isAbandoned, isDisplaced, leftovers);
  }

  /** Nobody waits for an operator any more. What callbacks named stays. */
  Progress abandoned() {
    return new Progress(hints, stored, missing, notes, listed, made, true, isDisplaced, leftovers);
  }

  /** Without hints and links: nothing is looked for any more. */
  Progress withoutHints() {
    return new Progress(
        List.of(),
        stored,
        missing,
        new CheckNotes(retryCount()),
        listed,
        Optional.empty(),
        isAbandoned,
        isDisplaced,
        leftovers);
  }

  /** With the result of the paid call, from whose images nothing was learnt yet. */
  Progress made(Succeeded result, List<MissingImage> surplus) {
    var left = anew().leftovers;
    return new Progress(
        List.of(),
        List.of(),
        surplus,
        CheckNotes.NONE,
        Optional.empty(),
        Optional.of(result),
        false,
        isDisplaced,
        left);
  }

  /** Nothing is known of the images that count from now on. What is stored is left over. */
  Progress anew() {
    var left = withoutDelivery().leftovers;
    return new Progress(
        List.of(),
        List.of(),
        List.of(),
        CheckNotes.NONE,
        Optional.empty(),
        Optional.empty(),
        false,
        isDisplaced,
        left);
  }

  /**
   * The same from the moment on in which another task of the provider takes the first one's place.
   */
  Progress displaced() {
    return new Progress(hints, stored, missing, notes, listed, made, isAbandoned, true, leftovers);
  }

  /** No image is delivered any more: what is stored is left over. */
  Progress withoutDelivery() {
    var left = with(stored).leftovers;
    return new Progress(
        hints, List.of(), missing, notes, listed, made, isAbandoned, isDisplaced, left);
  }

  /** With more objects that are left over, as many as a record names. */
  Progress with(List<StoredImage> moreLeftovers) {
    var byKey = new LinkedHashMap<String, StoredImage>();
    Stream.concat(leftovers.stream(), moreLeftovers.stream())
        .forEach(one -> byKey.putIfAbsent(one.key(), one));
    var left = byKey.values().stream().limit(ImageList.MOST).toList();
    return new Progress(
        hints, stored, missing, notes, listed, made, isAbandoned, isDisplaced, left);
  }

  /** The same without objects that are part of the outcome. */
  Progress without(List<StoredImage> delivered) {
    var keys = delivered.stream().map(StoredImage::key).collect(Collectors.toSet());
    var left = leftovers.stream().filter(one -> !keys.contains(one.key())).toList();
    return new Progress(
        hints, stored, missing, notes, listed, made, isAbandoned, isDisplaced, left);
  }

  /** With what has become of the images so far. */
  public Progress imagesKnown(
      List<StoredImage> nowStored, List<MissingImage> nowMissing, Optional<Listed> nowListed) {
    return new Progress(
        hints, nowStored, nowMissing, notes, nowListed, made, isAbandoned, isDisplaced, leftovers);
  }

  /** How many checks in a row brought nothing. */
  public int retryCount() {
    return notes.retryCount();
  }

  public Progress withRetryCount(int count) {
    return with(new CheckNotes(count, notes.percent()));
  }

  /** With what a check has left; a provider that does not say how far it is changes nothing. */
  public Progress with(CheckNotes later) {
    var next = later.after(notes);
    return new Progress(
        hints, stored, missing, next, listed, made, isAbandoned, isDisplaced, leftovers);
  }

  /** The same with other links of the result, and with other missing images. */
  public Progress abridged(Optional<Succeeded> links, List<MissingImage> nowMissing) {
    return new Progress(
        hints, stored, nowMissing, notes, listed, links, isAbandoned, isDisplaced, leftovers);
  }
}
