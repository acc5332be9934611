package dev.darkroom.settlement;

import dev.darkroom.base.TextCut;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What became of each image so far. A stored image stays stored, whatever a later look says.
 *
 * @param stored by index
 * @param pending neither stored nor missing
 * @param missing by index, none of them stored
 */
record ImageResults(
    List<StoredImage> stored, List<PendingImage> pending, List<MissingImage> missing) {
  private static final int MAX_CAUSE = 200;

  ImageResults {
    stored = List.copyOf(stored);
    pending = List.copyOf(pending);
    missing = List.copyOf(missing);
  }

  /**
   * Joins earlier results with those of the last look. An image that the provider no longer lists
   * is pending, as if its link gave no answer.
   */
  static ImageResults of(Progress before, DeliveryResult result, List<MissingImage> surplus) {
    var stored = new TreeMap<Integer, StoredImage>();
    result.stored().forEach(image -> stored.put(image.index(), image));
    before.stored().forEach(image -> stored.put(image.index(), image));
    var missing = new TreeMap<Integer, MissingImage>();
    surplus.forEach(image -> missing.put(image.index(), image));
    result.missing().forEach(image -> missing.put(image.index(), image));
    before.missing().forEach(image -> missing.put(image.index(), image));
    missing.keySet().removeAll(stored.keySet());
    var pending = new TreeMap<Integer, PendingImage>();
    IntStream.range(0, before.listed().map(Listed::images).orElse(0))
        .forEach(index -> pending.put(index, unlisted(index)));
    result.pending().forEach(image -> pending.put(image.index(), image));
    pending.keySet().removeAll(stored.keySet());
    pending.keySet().removeAll(missing.keySet());
    return new ImageResults(
        List.copyOf(stored.values()),
        List.copyOf(pending.values()),
        ImageList.named(List.copyOf(missing.values())));
  }

  private static PendingImage unlisted(int index) {
    return new PendingImage(
        index, ErrorCode.RESULT_EXPIRED, "the provider does not list it any more");
  }

  /**
   * The results when the provider is not asked again: known images, those that were found in the
   * bucket, and each other one as missing. Where the provider never listed any, the bucket alone
   * tells that there were some; then as many count as were asked for.
   */
  static ImageResults last(Task task, List<StoredImage> found) {
    var known = task.progress();
    var seen = new ImageResults(known.stored(), List.of(), known.missing()).with(found);
    int made =
        Math.max(
            known.listed().map(Listed::images).orElse(found.isEmpty() ? 0 : expected(task)),
            found.stream().mapToInt(image -> image.index() + 1).max().orElse(0));
    var missing = new ArrayList<>(seen.missing());
    IntStream.range(0, made)
        .filter(index -> seen.stored().stream().noneMatch(one -> one.index() == index))
        .filter(index -> seen.missing().stream().noneMatch(one -> one.index() == index))
        .mapToObj(
            index ->
                new MissingImage(
                    index, ErrorCode.RESULT_EXPIRED, "it could not be fetched in time"))
        .forEach(missing::add);
    return new ImageResults(seen.stored(), List.of(), ImageList.named(missing));
  }

  /** As many images as the provider listed; it may list more than were asked for. */
  static int expected(Task task) {
    int listed = task.progress().listed().map(Listed::images).orElse(0);
    return Math.max(task.request().spec().count(), listed);
  }

  /** The images of a task of which no record says that they are stored. */
  static List<Integer> unstored(Task task) {
    var stored = task.progress().stored().stream().map(StoredImage::index).toList();
    return IntStream.range(0, expected(task))
        .boxed()
        .filter(index -> index < ImageList.MOST && !stored.contains(index))
        .toList();
  }

  /** The same with images that were found in the bucket. */
  ImageResults with(List<StoredImage> found) {
    var all = new TreeMap<Integer, StoredImage>();
    Stream.concat(stored.stream(), found.stream())
        .forEach(image -> all.putIfAbsent(image.index(), image));
    return new ImageResults(
        List.copyOf(all.values()),
        pending.stream().filter(image -> !all.containsKey(image.index())).toList(),
        missing.stream().filter(image -> !all.containsKey(image.index())).toList());
  }

  /** What was found beside the stored images: an image may be in the bucket in two formats. */
  List<StoredImage> others(List<StoredImage> found) {
    return found.stream().filter(image -> !stored.contains(image)).toList();
  }

  /** The images that may be in the bucket without having been seen there. */
  List<Integer> unstored() {
    return Stream.concat(
            pending.stream().map(PendingImage::index), missing.stream().map(MissingImage::index))
        .filter(index -> index < ImageList.MOST)
        .distinct()
        .toList();
  }

  /** The same after the links have expired: every pending image is missing. */
  ImageResults expired() {
    var all = new ArrayList<>(missing);
    pending.stream()
        .map(
            image ->
                new MissingImage(
                    image.index(), image.ifOver(), "until its link was dead: " + image.why()))
        .forEach(all::add);
    return new ImageResults(stored, List.of(), ImageList.named(all));
  }

  /** Whether more is stored or missing than was known before. */
  boolean isNewsTo(Progress before) {
    return before.listed().isEmpty()
        || stored.size() > before.stored().size()
        || missing.size() > before.missing().size();
  }

  /** What a record keeps of this. */
  Progress knownIn(Progress before, Listed listed) {
    return before.imagesKnown(stored, missing, Optional.of(listed)).withRetryCount(0);
  }

  int count() {
    return stored.size() + pending.size() + missing.size();
  }

  /** What is known, with the cause of the first pending image; empty: it is noted already. */
  List<String> news(Timeline timeline) {
    var note = summary() + "; " + cause();
    boolean isNoted = timeline.entries().stream().anyMatch(entry -> entry.outcome().equals(note));
    return isNoted ? List.of() : List.of(note);
  }

  /** Why the first pending image could not be had. */
  String cause() {
    return pending.stream()
        .findFirst()
        .map(image -> "image " + image.index() + ": " + TextCut.marked(image.why(), MAX_CAUSE))
        .orElse("");
  }

  /** How many there are of each kind, for the timeline and for the requester. */
  String summary() {
    return "%s stored, %s still being fetched, %s missing"
        .formatted(stored.size(), pending.size(), missing.size());
  }
}
