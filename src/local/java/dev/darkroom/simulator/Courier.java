package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls back for one provider: as planned, and again where nobody acknowledged. */
final class Courier {
  /** Before the second, third and fourth attempt; as EvoLink's document has it (2026-11-20). */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private static final String STRANGERS_PICTURE = "https://attacker.invalid/forged.jpg";

  private final Studio studio;
  private final Post post;
  private final ExecutorService threads;
  private final AtomicInteger underway = new AtomicInteger();

  Courier(Studio studio, Post post, ExecutorService threads) {
    this.studio = studio;
    this.post = post;
    this.threads = threads;
  }

  /** Takes note of a task. One that overtakes its own answer is rung for before this returns. */
  void expect(SimulatedTask task) {
    if (task.order().callback().isEmpty()) {
      return;
    }
    URI address = task.order().callback().get();
    long start = System.nanoTime();
    if (task.has(CallbackFault.EARLY_CALLBACK)) {
      overtake(task, address);
    }
    aside(
        () -> {
          for (Ring ring : Ring.plan(task, studio.options().lateBy())) {
            rest(ring.after().minusNanos(System.nanoTime() - start));
            if (ring.isAside()) {
              aside(() -> ring(task, address, ring.kind()));
            } else {
              ring(task, address, ring.kind());
            }
          }
        });
  }

  private void overtake(SimulatedTask task, URI address) {
    try {
      studio.book().finish(task);
      if (!attempt(task, address, CallbackKind.TRUE, 1)) {
        aside(() -> retry(task, address));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ring(SimulatedTask task, URI address, CallbackKind kind)
      throws InterruptedException {
    if (kind != CallbackKind.REVIEWING) {
      studio.book().finish(task);
    }
    boolean isAcknowledged = attempt(task, address, kind, 1);
    if (!isAcknowledged && kind == CallbackKind.TRUE) {
      retry(task, address);
    }
  }

  private void retry(SimulatedTask task, URI address) throws InterruptedException {
    for (int i = 0; i < PAUSES.size(); i++) {
      rest(Duration.ofNanos((long) (PAUSES.get(i).toNanos() * studio.options().retryFactor())));
      if (attempt(task, address, CallbackKind.TRUE, i + 2)) {
        return;
      }
    }
  }

  private boolean attempt(SimulatedTask task, URI address, CallbackKind kind, int number)
      throws InterruptedException {
    ObjectNode body = body(task, kind);
    URI target =
        kind == CallbackKind.BROKEN_TOKEN ? CallbackAddress.withBrokenToken(address) : address;
    var status = post.send(target, body);
    var sent =
        new CallbackSent(
            task.id(),
            task.order().prompt(),
            kind,
            number,
            status,
            studio.options().clock().instant(),
            body);
    studio.ledger().rang(sent);
    return sent.isAcknowledged();
  }

  private ObjectNode body(SimulatedTask task, CallbackKind kind) {
    return switch (kind) {
      case TRUE -> studio.report(task, task.outcome());
      case STALE -> studio.report(task, new Stage.Processing(50));
      case REVIEWING -> studio.report(task, new Stage.Reviewing());
      case BROKEN_TOKEN -> forged(task);
      case FOREIGN_TASK -> forged(task.posingAs(otherThan(task)));
    };
  }

  private ObjectNode forged(SimulatedTask task) {
    return studio.dialect().report(task, new Stage.Completed(1), List.of(STRANGERS_PICTURE));
  }

  private String otherThan(SimulatedTask task) {
    return studio
        .book()
        .anotherId(task)
        .orElseGet(() -> studio.dialect().taskId(task.order(), studio.options().clock().instant()));
  }

  /** Whether every callback that was planned has been sent, or given up. */
  boolean isIdle() {
    return underway.get() == 0;
  }

  private void aside(Errand errand) {
    underway.incrementAndGet();
    threads.execute(
        () -> {
          try {
            errand.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            underway.decrementAndGet();
          }
        });
  }

  private static void rest(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  private interface Errand {
    void run() throws InterruptedException;
  }
}
