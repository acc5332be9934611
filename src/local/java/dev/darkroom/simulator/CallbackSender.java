package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.CallbackFault;
import dev.darkroom.simulator.protocol.CallbackUrl;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the callbacks of one provider, and repeats those that are not acknowledged. */
final class CallbackSender {
  /** Before the second, third and fourth attempt; as EvoLink's document has it (2026-11-20). */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private static final String STRANGERS_PICTURE = "https://attacker.invalid/forged.jpg";

  private final ProviderContext context;
  private final CallbackClient post;
  private final ExecutorService threads;
  private final AtomicInteger underway = new AtomicInteger();

  CallbackSender(ProviderContext context, CallbackClient post, ExecutorService threads) {
    this.context = context;
    this.post = post;
    this.threads = threads;
  }

  /**
   * Plans the callbacks of a task. A callback that overtakes its own answer is sent before this
   * returns.
   */
  void expect(SimulatedTask task) {
    if (task.order().callback().isEmpty()) {
      return;
    }
    var address = task.order().callback().get();
    long start = System.nanoTime();
    if (task.has(CallbackFault.EARLY_CALLBACK)) {
      overtake(task, address);
    }
    inBackground(
        () -> {
          for (var planned : PlannedCallback.plan(task, context.options().lateBy())) {
            pause(planned.after().minusNanos(System.nanoTime() - start));
            if (planned.isInBackground()) {
              inBackground(() -> send(task, address, planned.kind()));
            } else {
              send(task, address, planned.kind());
            }
          }
        });
  }

  private void overtake(SimulatedTask task, URI address) {
    try {
      context.book().finish(task);
      if (!attempt(task, address, CallbackKind.TRUE, 1)) {
        inBackground(() -> retry(task, address));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(SimulatedTask task, URI address, CallbackKind kind)
      throws InterruptedException {
    if (kind != CallbackKind.REVIEWING) {
      context.book().finish(task);
    }
    boolean isAcknowledged = attempt(task, address, kind, 1);
    if (!isAcknowledged && kind == CallbackKind.TRUE) {
      retry(task, address);
    }
  }

  private void retry(SimulatedTask task, URI address) throws InterruptedException {
    for (int i = 0; i < PAUSES.size(); i++) {
      pause(Duration.ofNanos((long) (PAUSES.get(i).toNanos() * context.options().retryFactor())));
      if (attempt(task, address, CallbackKind.TRUE, i + 2)) {
        return;
      }
    }
  }

  private boolean attempt(SimulatedTask task, URI address, CallbackKind kind, int number)
      throws InterruptedException {
    var body = body(task, kind);
    var target = kind == CallbackKind.BROKEN_TOKEN ? CallbackUrl.withBrokenToken(address) : address;
    var status = post.send(target, body);
    var sent =
        new CallbackAttempt(
            task.id(),
            task.order().prompt(),
            kind,
            number,
            status,
            context.options().clock().instant(),
            body);
    context.ledger().calledBack(sent);
    return sent.isAcknowledged();
  }

  private ObjectNode body(SimulatedTask task, CallbackKind kind) {
    return switch (kind) {
      case TRUE -> context.report(task, task.outcome());
      case STALE -> context.report(task, new Stage.Processing(50));
      case REVIEWING -> context.report(task, new Stage.Reviewing());
      case BROKEN_TOKEN -> forged(task);
      case FOREIGN_TASK -> forged(task.posingAs(otherThan(task)));
    };
  }

  private ObjectNode forged(SimulatedTask task) {
    return context.dialect().report(task, new Stage.Completed(1), List.of(STRANGERS_PICTURE));
  }

  private String otherThan(SimulatedTask task) {
    return context
        .book()
        .anotherId(task)
        .orElseGet(
            () -> context.dialect().taskId(task.order(), context.options().clock().instant()));
  }

  /** Whether every callback that was planned has been sent, or given up. */
  boolean isIdle() {
    return underway.get() == 0;
  }

  private void inBackground(Work work) {
    underway.incrementAndGet();
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            underway.decrementAndGet();
          }
        });
  }

  private static void pause(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  private interface Work {
    void run() throws InterruptedException;
  }
}
