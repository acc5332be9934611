package dev.darkroom.aws;

import dev.darkroom.base.TextCut;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.Timeline;
import dev.darkroom.task.TimelineEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The same task with fewer words, for a record that would be too large. */
final class AbridgedTask {
  private static final int FIRST_ENTRIES = 10;
  private static final int LAST_ENTRIES = 20;
  private static final int MOST_ADJUSTMENTS = 40;
  private static final int SENTENCE = 100;
  private static final int PHRASE = 40;

  /** Bytes that the entry of a missing image takes instead of its link. */
  private static final int MISSING_INSTEAD = 120;

  private AbridgedTask() {}

  /** Keeps the first and the last entries of the timeline. */
  static Task timeline(Task task) {
    var all = task.timeline().entries();
    var kept = new ArrayList<TimelineEntry>();
    if (all.size() <= FIRST_ENTRIES + LAST_ENTRIES) {
      kept.addAll(all);
    } else {
      kept.addAll(all.subList(0, FIRST_ENTRIES));
      int last = all.size() - LAST_ENTRIES;
      kept.add(Timeline.inPlaceOf(all.subList(FIRST_ENTRIES, last)));
      kept.addAll(all.subList(last, all.size()));
    }
    var shorter =
        kept.stream()
            .map(
                one ->
                    new TimelineEntry(
                        one.at(), one.step(), TextCut.marked(one.outcome(), SENTENCE)))
            .toList();
    return task.toBuilder().timeline(task.timeline().withEntries(shorter)).build();
  }

  static Task adjustments(Task task) {
    var shorter =
        task.terms().adjustments().stream()
            .limit(MOST_ADJUSTMENTS)
            .map(
                one ->
                    new Adjustment(
                        TextCut.marked(one.field(), SENTENCE),
                        TextCut.marked(one.requested(), PHRASE),
                        one.sent().map(text -> TextCut.marked(text, PHRASE)),
                        one.actual().map(text -> TextCut.marked(text, PHRASE)),
                        one.kind(),
                        TextCut.marked(one.reason(), SENTENCE)))
            .toList();
    return task.toBuilder().terms(task.terms().adjusted(shorter)).build();
  }

  static Task missing(Task task) {
    var state =
        switch (task.state()) {
          case Delivered(var ref, var images, var missing, var late) ->
              new Delivered(ref, images, reasonsCut(missing), late);
          case TaskState other -> other;
        };
    var progress = task.progress();
    var missing = reasonsCut(progress.missing());
    return task.toBuilder()
        .state(state)
        .progress(progress.imagesKnown(progress.stored(), missing, progress.listed()))
        .build();
  }

  static Task failure(Task task) {
    if (!(task.state() instanceof Failed(var why, var finality, var ref))) {
      return task;
    }
    var shorter =
        new Failure(
            why.code(),
            TextCut.marked(why.message(), SENTENCE),
            why.provider(),
            why.providerCode().map(code -> TextCut.marked(code, PHRASE)));
    return task.toBuilder().state(new Failed(shorter, finality, ref)).build();
  }

  /** Drops the body of a call in doubt, which is never repeated then. */
  static Task sentCall(Task task) {
    return task.state() instanceof InDoubt(var provider, var why, var sent)
        ? task.toBuilder()
            .state(new InDoubt(provider, why, sent.map(SentCall::withoutBody)))
            .build()
        : task;
  }

  /**
   * Drops the longest links. Their images stay in the list, and are named as missing.
   *
   * @param over bytes that have to go
   */
  static Task links(Task task, int over) {
    return result(task).map(result -> links(task, result, over)).orElse(task);
  }

  /** A result that no provider can be asked for again. */
  private static Optional<Succeeded> result(Task task) {
    return task.state() instanceof ResultKnown(_, var result)
        ? Optional.of(result)
        : task.progress().made();
  }

  private static Task links(Task task, Succeeded result, int over) {
    var left = new ArrayList<>(result.images());
    var lost = new ArrayList<>(task.progress().missing());
    int gone = 0;
    for (var longest : longestFirst(result.images())) {
      if (gone >= over) {
        break;
      }
      gone += ItemSize.utf8(longest.link()) - MISSING_INSTEAD;
      left.set(left.indexOf(longest), new RemoteImage(longest.index(), ""));
      lost.add(
          new MissingImage(
              longest.index(), ErrorCode.RESULT_REJECTED, "its link is too long to be kept"));
    }
    var shorter = new Succeeded(left, result.billed(), result.linksExpireAt());
    return task.state() instanceof ResultKnown(var ref, _)
        ? task.toBuilder()
            .state(new ResultKnown(ref, shorter))
            .progress(task.progress().abridged(Optional.empty(), lost))
            .build()
        : task.knowing(task.progress().abridged(Optional.of(shorter), lost));
  }

  private static List<RemoteImage> longestFirst(List<RemoteImage> images) {
    return images.stream()
        .sorted(Comparator.comparingInt((RemoteImage one) -> one.link().length()).reversed())
        .toList();
  }

  private static List<MissingImage> reasonsCut(List<MissingImage> all) {
    return all.stream()
        .map(one -> new MissingImage(one.index(), one.code(), TextCut.marked(one.reason(), PHRASE)))
        .toList();
  }
}
