package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.settlement.Verification.Finding.Confirmed;
import dev.darkroom.settlement.Verification.Finding.Open;
import dev.darkroom.settlement.Verification.Finding.Refuted;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.NextMove;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tasks of which nobody knows what they are called over there. What a callback named is kept in the
 * record until the provider has confirmed or refuted it.
 */
@ApplicationScoped
class Doubts {
  private final TaskStore store;
  private final Verification verification;
  private final Asking asking;
  private final Recording recording;
  private final Patience patience;
  private final Clock clock;

  Doubts(
      TaskStore store,
      Verification verification,
      Asking asking,
      Recording recording,
      Patience patience,
      Clock clock) {
    this.store = store;
    this.verification = verification;
    this.asking = asking;
    this.recording = recording;
    this.patience = patience;
    this.clock = clock;
  }

  /** Records a reference that is certain, then asks about it. */
  Settled attach(Task task, ProviderTaskRef ref, Check check) {
    return recording
        .attached(task, ref)
        .map(attached -> asking.ask(attached, ref, check.atRound(0)))
        .orElseGet(() -> recording.lostRace(check));
  }

  /** Asks about the candidates one by one until one of them is confirmed. */
  Settled verify(Task task, NextMove.Verify move, Check check) {
    var open = new ArrayList<ProviderTaskRef>();
    var refuted = new ArrayList<ProviderTaskRef>();
    var notes = new ArrayList<String>();
    Optional<Duration> notBefore = Optional.empty();
    for (var candidate : move.candidates()) {
      switch (verification.of(task, candidate)) {
        case Confirmed(var report) -> {
          return confirmed(task, candidate, report, check);
        }
        case Open(var wait) -> {
          open.add(candidate);
          notBefore = notBefore.or(() -> wait);
        }
        case Refuted(var why) -> {
          refuted.add(candidate);
          notes.add("hint refuted: " + why);
        }
      }
    }
    var search = new Search(task, open, refuted, notes, notBefore);
    return inVain(search, move.inVain(), search.isNews() ? check.atRound(0) : check);
  }

  /** Nothing is known of the provider's task, and nobody can be asked. */
  Settled withoutHints(Task task, NextMove move, Check check) {
    var nothing = new Search(task, List.of(), List.of(), List.of(), Optional.empty());
    return inVain(nothing, move, check);
  }

  /** The provider speaks of our task: its reference first, then what follows from the report. */
  private Settled confirmed(Task task, ProviderTaskRef ref, ProviderReport report, Check check) {
    var attached = recording.attached(task, ref);
    if (attached.isEmpty()) {
      return recording.lostRace(check);
    }
    var found = attached.get();
    if (Decision.of(found, report, clock.instant()) instanceof Decision.StillRunning(var wait)) {
      patience.askForNews(found, wait, check.atRound(0)); // it has rung, and may not again
      return Settled.of(Consequence.STILL_RUNNING);
    }
    return asking.reported(found, ref, report, check.atRound(0));
  }

  /**
   * What a search came to that found nothing.
   *
   * @param task as it is stored
   * @param open hints of which nobody knows yet
   * @param refuted hints of something else
   * @param notes for the timeline, if something is to be written
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  private record Search(
      Task task,
      List<ProviderTaskRef> open,
      List<ProviderTaskRef> refuted,
      List<String> notes,
      Optional<Duration> notBefore) {

    /** What the record should hold. */
    Progress progress() {
      return task.progress().hinted(refuted, open.reversed());
    }

    boolean isNews() {
      return !progress().equals(task.progress());
    }

    /** To be written with whatever changes. */
    Task knowing() {
      return task.knowing(isNews() ? progress().atRound(0) : task.progress());
    }
  }

  /** Does what there is to do without a reference. */
  private Settled inVain(Search search, NextMove move, Check check) {
    return switch (move) {
      case NextMove.Doubt(var provider) -> doubt(search, provider, check);
      case NextMove.GiveUp(var provider) -> giveUp(search.knowing(), provider, check);
      case NextMove.AwaitEnd _ when patience.isLifeOver(search.task()) ->
          recording.closed(
              search.knowing(), "no sign of it as long as its links could have lived", check);
      case NextMove.AwaitEnd _ -> goOn(search, "awaiting_end", patience::awaitEnd, check);
      case NextMove.Rest(var why) ->
          goOn(search, why.name().toLowerCase(Locale.ROOT), task -> {}, check);
      case NextMove.Ask _,
          NextMove.Verify _,
          NextMove.Attach _,
          NextMove.Fetch _,
          NextMove.Tell _ ->
          throw new IllegalArgumentException("nothing to do in vain: " + move);
    };
  }

  /** Writes the open hints down where that is new, and has them asked about again. */
  private Settled goOn(Search search, String word, Consumer<Task> otherwise, Check check) {
    var current =
        search.isNews()
            ? recording.progressed(search.knowing(), search.notes())
            : Optional.of(search.task());
    if (current.isEmpty()) {
      return recording.lostRace(check);
    }
    if (search.open().isEmpty()) {
      otherwise.accept(current.get());
      return Settled.of(search.refuted().isEmpty() ? word : "unmatched");
    }
    patience.askAgain(current.get(), search.notBefore(), check);
    return Settled.of("hint_open");
  }

  private Settled doubt(Search search, ProviderId provider, Check check) {
    var why = "the submission was interrupted before its answer";
    var doubtful = search.knowing().inDoubt(provider, why, clock.instant());
    if (!store.replace(doubtful)) {
      return recording.lostRace(check);
    }
    if (!search.open().isEmpty()) {
      patience.askAgain(doubtful, search.notBefore(), check);
    }
    return Settled.of("in_doubt").counting(Measures.one(Metric.IN_DOUBT));
  }

  /** Told only if it is written; hints that are open go on being asked about. */
  private Settled giveUp(Task task, ProviderId provider, Check check) {
    var failure =
        Failure.of(
            ErrorCode.SUBMISSION_IN_DOUBT,
            "it was never learnt whether the provider took the task; it may have been billed, and"
                + " was not submitted again",
            provider);
    var failed = task.failed(failure, Finality.PROVISIONAL, Optional.empty(), clock.instant());
    return store.replace(failed)
        ? new Settled("gave_up", Counts.of(failed, check, Optional.empty()), Optional.of(failed))
        : recording.lostRace(check);
  }
}
