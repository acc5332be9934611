package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.Delivery;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.Made;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Has the images delivered and looked at: objects first, then the record. */
@ApplicationScoped
class Delivering {
  private final Delivery delivery;
  private final Findings findings;
  private final Recording recording;
  private final Patience patience;
  private final Clock clock;

  Delivering(
      Delivery delivery, Findings findings, Recording recording, Patience patience, Clock clock) {
    this.delivery = delivery;
    this.findings = findings;
    this.recording = recording;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Delivers what can be had.
   *
   * @return what came of it
   */
  Settled deliver(Task task, ProviderTaskRef ref, Succeeded done, Check check) {
    var kept = ImageList.of(done.images());
    var fates = Fates.of(task.progress(), fetched(task, kept.images()), kept.surplus());
    var until = patience.linksUntil(task, done.linksExpireAt());
    if (fates.pending().isEmpty()) {
      return settled(task, ref, fates, done, check);
    }
    return clock.instant().isBefore(until)
        ? pending(task, ref, fates, new Listed(fates.count(), until), check)
        : settled(task, ref, fates.over(), done, check);
  }

  /**
   * Nobody will be asked again: what is stored is what there is, and without any it failed.
   *
   * @param why it failed, then
   * @return what came of it
   */
  Settled conclude(Task task, ProviderTaskRef ref, Failure why, Check check) {
    var fates = Fates.last(task.progress());
    if (!fates.stored().isEmpty()) {
      return delivered(task, ref, fates, Optional.empty(), check);
    }
    return failed(task, ref, fates, why, check);
  }

  /** One image's trouble is its own, and trouble with all of them is for the next round. */
  private DeliveryResult fetched(Task task, List<RemoteImage> images) {
    try {
      return delivery.deliver(task, images);
    } catch (RuntimeException broken) {
      if (Thread.currentThread().isInterrupted()) {
        throw broken; // the function ends
      }
      var why = "it could not be delivered: " + broken.getClass().getSimpleName();
      return new DeliveryResult(
          List.of(),
          images.stream()
              .map(one -> new PendingImage(one.index(), ErrorCode.RESULT_UNAVAILABLE, why))
              .toList(),
          List.of());
    }
  }

  /** Something has become of every image. */
  private Settled settled(
      Task task, ProviderTaskRef ref, Fates fates, Succeeded done, Check check) {
    return fates.stored().isEmpty()
        ? failed(task, ref, fates, failure(fates.missing().getFirst(), ref), check)
        : delivered(task, ref, fates, Optional.of(done), check);
  }

  /**
   * Records what there is.
   *
   * @param done the provider's last list; empty: nobody was asked again
   */
  private Settled delivered(
      Task task, ProviderTaskRef ref, Fates fates, Optional<Succeeded> done, Check check) {
    int made = Math.max(fates.count(), done.map(list -> list.images().size()).orElse(0));
    var billed = done.flatMap(Succeeded::billed);
    var adjustments = findings.of(task, ref, fates.stored(), made);
    return recording.settled(
        task.delivered(ref, fates.stored(), fates.missing(), adjustments, billed, clock.instant()),
        done.flatMap(Succeeded::linksExpireAt),
        check);
  }

  private Settled failed(Task task, ProviderTaskRef ref, Fates fates, Failure why, Check check) {
    var knowing =
        task.knowing(
            task.progress().imagesKnown(List.of(), fates.missing(), task.progress().listed()));
    return task.state() instanceof Failed
        ? recording.closed(knowing, why.code().text(), check)
        : recording.failed(knowing, ref, why, Finality.CERTAIN, check);
  }

  /**
   * Some images could not be had just now. Their links are tried as long as they may live, also
   * after the requester was told that it failed: a delivery is final, so it waits until every image
   * is stored or out of reach. What is still found is delivered late.
   */
  private Settled pending(Task task, ProviderTaskRef ref, Fates fates, Listed listed, Check check) {
    var before = task.progress();
    var known = before.imagesKnown(fates.stored(), fates.missing(), Optional.of(listed)).atRound(0);
    boolean isNews =
        before.listed().isEmpty()
            || fates.stored().size() > before.stored().size()
            || fates.missing().size() > before.missing().size();
    var next = isNews ? check.atRound(0) : check;
    var why = failure(fates.pending().getFirst(), ref);
    if (mustHear(task, next)) {
      return recording.failed(
          task.knowing(known), ref, unfinished(fates, why), Finality.PROVISIONAL, check);
    }
    var current =
        known.equals(before.atRound(0))
            ? Optional.of(task)
            : recording.progressed(
                task.knowing(known), isNews ? List.of(fates.summary()) : List.of());
    if (current.isEmpty()) {
      return recording.lostRace(check);
    }
    patience.askAgain(current.get(), Optional.empty(), next);
    return Settled.of("delivery_pending:" + why.code().text());
  }

  private boolean mustHear(Task task, Check check) {
    return switch (task.state()) {
      case Failed _, Made _ -> false; // it knows; or nobody but our record knows the links
      default -> patience.isOver(task, check);
    };
  }

  private static Failure failure(PendingImage image, ProviderTaskRef ref) {
    return Failure.of(
        ErrorCode.RESULT_UNAVAILABLE,
        "image " + image.index() + ": " + image.why(),
        ref.provider());
  }

  private static Failure failure(MissingImage image, ProviderTaskRef ref) {
    return Failure.of(
        image.code(), "image " + image.index() + ": " + image.reason(), ref.provider());
  }

  private static Failure unfinished(Fates fates, Failure why) {
    return why.withMessage(
        "%s; %s: what still comes is delivered late".formatted(why.message(), fates.summary()));
  }
}
