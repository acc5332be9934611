package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.Delivery;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
    var result = delivery.deliver(task, done.images());
    return result.pending().isEmpty()
        ? settled(task, ref, result, done, check)
        : pending(task, ref, result, done, check);
  }

  /** Nothing more will come: what is stored is what there is. */
  private Settled settled(
      Task task, ProviderTaskRef ref, DeliveryResult result, Succeeded done, Check check) {
    if (result.stored().isEmpty()) {
      return result.missing().isEmpty()
          ? recording.failed(
              task, ref, failure(result.pending().getFirst(), ref), Finality.PROVISIONAL, check)
          : recording.failed(
              task, ref, failure(result.missing().getFirst(), ref), Finality.CERTAIN, check);
    }
    var adjustments = findings.of(task, ref, result.stored());
    return recording.settled(
        task.delivered(
            ref, result.stored(), result.missing(), adjustments, done.billed(), clock.instant()),
        done.linksExpireAt(),
        check);
  }

  /**
   * Some images could not be had just now. Their links are tried as long as they may live, also
   * after the requester was told that it failed: a delivery is final, so it waits until every image
   * is stored or out of reach. What is still found is delivered late.
   */
  private Settled pending(
      Task task, ProviderTaskRef ref, DeliveryResult result, Succeeded done, Check check) {
    if (!patience.isWorthTrying(task, done.linksExpireAt(), check)) {
      return settled(task, ref, result, done, check);
    }
    patience.askAgain(task, Optional.empty(), check);
    var why = failure(result.pending().getFirst(), ref);
    return patience.isOver(task, check) && !(task.state() instanceof Failed)
        ? recording.failed(task, ref, unfinished(result, why), Finality.PROVISIONAL, check)
        : Settled.of("delivery_pending:" + why.code().text());
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

  private static Failure unfinished(DeliveryResult result, Failure why) {
    return why.withMessage(
        "%s; %d stored, %d still being fetched: they are delivered late"
            .formatted(why.message(), result.stored().size(), result.pending().size()));
  }
}
