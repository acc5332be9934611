package dev.darkroom.notification;

import dev.darkroom.notification.Telling.GaveUp;
import dev.darkroom.notification.Telling.Nobody;
import dev.darkroom.notification.Telling.NotYet;
import dev.darkroom.notification.Telling.Told;
import dev.darkroom.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One outcome, told once on every channel that has not heard it: one that fails stops no other. */
final class Round {
  private final Task task;
  private final List<String> done = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> waiting = new ArrayList<>();
  private Optional<RuntimeException> broken = Optional.empty();

  private Round(Task task) {
    this.task = task;
  }

  static Round of(Task task, List<OutcomeChannel> channels) {
    var round = new Round(task);
    channels.stream().filter(channel -> !task.hasHeard(channel.name())).forEach(round::tell);
    return round;
  }

  /** Channels that are through with this outcome. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** What is to be said of some of them. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Channels that want another try. */
  List<String> waiting() {
    return List.copyOf(waiting);
  }

  boolean isComplete() {
    return waiting.isEmpty() && broken.isEmpty();
  }

  /** Throws what the first channel that failed threw, if one did. */
  void rethrow() {
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  private void tell(OutcomeChannel channel) {
    try {
      switch (channel.tell(task)) {
        case Told() -> done.add(channel.name());
        case Nobody() -> {}
        case GaveUp(var why) -> {
          done.add(channel.name());
          notes.add(channel.name() + " given up: " + why);
        }
        case NotYet _ -> waiting.add(channel.name());
      }
    } catch (RuntimeException failed) { // what was told elsewhere is written down before it is
      if (broken.isPresent()) { // thrown on
        broken.get().addSuppressed(failed);
      } else {
        broken = Optional.of(failed);
      }
    }
  }
}
