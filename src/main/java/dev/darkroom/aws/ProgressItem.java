package dev.darkroom.aws;

import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.Progress;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskId;
import java.time.Instant;
import java.util.List;

/** What is known before the end, beside the state. Most tasks have no such attribute. */
final class ProgressItem {
  private static final String HINTS = "hints";
  private static final String STORED = "stored";
  private static final String MISSING = "missing";
  static final String ROUND = "round";
  private static final String LISTED = "listed";
  static final String MADE = "made";
  static final String ABANDONED = "abandoned";
  static final String DISPLACED = "displaced";
  static final String LEFTOVERS = "leftovers";
  static final String PERCENT = "progress";

  private ProgressItem() {}

  static void write(Progress progress, TaskId task, ItemWriter item) {
    item.texts(HINTS, progress.hints().stream().map(StateItem::write).toList())
        .texts(STORED, write(progress.stored(), task))
        .texts(LEFTOVERS, write(progress.leftovers(), task))
        .list(MISSING, progress.missing().stream().map(ImageItem::write).toList());
    if (progress.retryCount() > 0) {
      item.number(ROUND, progress.retryCount());
    }
    progress.listed().ifPresent(listed -> item.map(LISTED, write(listed)));
    progress.made().ifPresent(result -> item.map(MADE, StateItem.write(result, new ItemWriter())));
    if (progress.isAbandoned()) {
      item.flag(ABANDONED, true);
    }
    progress.notes().percent().ifPresent(percent -> item.number(PERCENT, percent));
    if (progress.isDisplaced()) {
      item.flag(DISPLACED, true);
    }
  }

  private static List<String> write(List<StoredImage> images, TaskId task) {
    return images.stream().map(one -> ImageItem.write(one, task)).toList();
  }

  static Progress read(ItemReader item, TaskId task) {
    return new Progress(
        item.list(HINTS, StateItem::readRef),
        item.list(STORED, one -> ImageItem.readStored(one, task)),
        item.list(MISSING).stream().map(ImageItem::readMissing).toList(),
        readNotes(item),
        item.optionalMap(LISTED).map(ProgressItem::readListed),
        item.optionalMap(MADE).map(StateItem::readResult),
        item.flag(ABANDONED),
        item.flag(DISPLACED),
        item.list(LEFTOVERS, one -> ImageItem.readStored(one, task)));
  }

  private static ItemWriter write(Listed listed) {
    return new ItemWriter()
        .number("images", listed.images())
        .text("until", listed.until().toString());
  }

  private static CheckNotes readNotes(ItemReader item) {
    return new CheckNotes(
        Math.toIntExact(item.optionalNumber(ROUND).orElse(0L)),
        item.optionalNumber(PERCENT).map(Math::toIntExact));
  }

  private static Listed readListed(ItemReader item) {
    return new Listed(item.integer("images"), Instant.parse(item.text("until")));
  }
}
