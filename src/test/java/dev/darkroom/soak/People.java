package dev.darkroom.soak;

import dev.darkroom.simulator.Simulator;
import java.util.List;
import java.util.Random;

/**
 * Callers who change their minds, and operators who decide by what the provider's console shows.
 */
final class People {
  private static final int DECISIONS = 12;

  private final Requester requester;
  private final Simulator simulator;
  private final Random random;

  People(Requester requester, Simulator simulator, Random random) {
    this.requester = requester;
    this.simulator = simulator;
    this.random = random;
  }

  /** Decides about some of the tasks, the latest ones first of all. */
  void decide(List<SoakTask> tasks) {
    for (int i = 0; i < DECISIONS; i++) {
      int back = Math.min(tasks.size(), random.nextInt(3) == 0 ? tasks.size() : 300);
      decide(tasks.get(tasks.size() - 1 - random.nextInt(back)));
    }
    inDoubt(tasks.subList(Math.max(0, tasks.size() - 600), tasks.size()));
  }

  private void decide(SoakTask task) {
    switch (random.nextInt(8)) {
      case 0, 1 -> requester.cancel(task, "keep");
      case 2, 3 -> requester.cancel(task, "drop");
      case 4, 5 -> requester.recheck(task);
      case 6 -> requester.replay(task);
      default -> requester.submit(task);
    }
  }

  /** Some doubts are ended: the console shows which task it was, or nobody knows. */
  private void inDoubt(List<SoakTask> tasks) {
    for (var task : tasks) {
      boolean isDoubtful = task.said().stream().anyMatch(one -> one.word().equals("in_doubt"));
      if (isDoubtful && random.nextInt(12) == 0) {
        var provider = task.event().getOrDefault("provider", "evolink").toString();
        simulator.taken(provider).stream()
            .filter(taken -> taken.order().prompt().startsWith(SoakTask.tag(task.number())))
            .findFirst()
            .ifPresentOrElse(
                taken -> requester.attach(task, taken.id()), () -> requester.abandon(task));
      }
    }
  }
}
