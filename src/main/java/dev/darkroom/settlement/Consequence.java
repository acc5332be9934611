package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.Delivery;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.notification.Notification;
import dev.darkroom.task.Decision;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries a decision out: objects first, then the record, then the requester. A lost race means
 * that somebody else recorded something; then the check comes again and finds it.
 */
@ApplicationScoped
class Consequence {
  private final TaskStore store;
  private final Delivery delivery;
  private final Notification notification;
  private final Patience patience;
  private final Clock clock;

  Consequence(
      TaskStore store,
      Delivery delivery,
      Notification notification,
      Patience patience,
      Clock clock) {
    this.store = store;
    this.delivery = delivery;
    this.notification = notification;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Carries it out.
   *
   * @return what came of it, in a word
   */
  String of(Task task, ProviderTaskRef ref, Decision decision, Check check) {
    return switch (decision) {
      case Decision.Deliver(var done) -> {
        var result =
            delivery.deliver(
                task.id(), ref.provider(), done.images(), task.request().handling().metadata());
        yield result.pending().isEmpty()
            ? settled(task, ref, result, done, check)
            : pending(task, ref, result, done, check);
      }
      case Decision.Fail(var failure, var finality) -> fail(task, ref, failure, finality, check);
      case Decision.Attach _ -> {
        var now = clock.instant();
        var attached = task.submitted(ref, Optional.empty(), Optional.empty(), now);
        yield store.replace(attached)
            ? later(attached, Optional.empty(), check)
            : lostRace(task, check);
      }
      case Decision.AskAgain(var notBefore) -> later(task, notBefore, check);
      case Decision.Ignore _ -> "already_settled";
    };
  }

  /** Nothing more will come: what is stored is what there is. */
  private String settled(
      Task task, ProviderTaskRef ref, DeliveryResult result, Succeeded done, Check check) {
    if (result.stored().isEmpty()) {
      return result.lost().isEmpty()
          ? fail(task, ref, result.pending().getFirst(), Finality.PROVISIONAL, check)
          : fail(task, ref, result.lost().getFirst(), Finality.CERTAIN, check);
    }
    var adjustments = Findings.of(task, result.stored());
    return record(
        task.delivered(ref, result.stored(), adjustments, done.billed(), clock.instant()), check);
  }

  /**
   * Some images could not be had just now. Their links are tried as long as they may live, also
   * after the requester was told that it failed: a delivery is final, so it waits until every image
   * is stored or out of reach. What is still found is delivered late.
   */
  private String pending(
      Task task, ProviderTaskRef ref, DeliveryResult result, Succeeded done, Check check) {
    if (!patience.isWorthTrying(task, done.linksExpireAt(), check)) {
      return settled(task, ref, result, done, check);
    }
    patience.askAgain(task, Optional.empty(), check);
    var why = result.pending().getFirst();
    return patience.isOver(task, check) && !(task.state() instanceof Failed)
        ? fail(task, ref, unfinished(result, why), Finality.PROVISIONAL, check)
        : "delivery_pending:" + why.code().text();
  }

  private static Failure unfinished(DeliveryResult result, Failure why) {
    return why.withMessage(
        "%s; %d stored, %d still being fetched: they are delivered late"
            .formatted(why.message(), result.stored().size(), result.pending().size()));
  }

  private String fail(
      Task task, ProviderTaskRef ref, Failure failure, Finality finality, Check check) {
    if (task.state() instanceof Failed) {
      return "already_settled"; // a provisional failure only ever gives way to images
    }
    return record(task.failed(failure, finality, Optional.of(ref), clock.instant()), check);
  }

  private String record(Task settled, Check check) {
    if (!store.replace(settled)) {
      return lostRace(settled, check);
    }
    notification.tell(settled);
    return settled.state().status();
  }

  private String later(Task task, Optional<Duration> notBefore, Check check) {
    patience.askLater(task, notBefore, check);
    return "still_running";
  }

  private String lostRace(Task task, Check check) {
    patience.askAgain(task, Optional.empty(), check);
    return "lost_race";
  }
}
