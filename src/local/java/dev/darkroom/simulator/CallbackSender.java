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
  private static final String STRANGERS_PICTURE = "https://attacker.invalid/forged.jpg";

  /** Whoever waits no longer than this for the next callback is under way. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** How often a waiting one looks at the clock. */
  private static final Duration LOOK = Duration.ofMillis(20);

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
            await(planned.after().minusNanos(System.nanoTime() - start));
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
      if (context.book().finish(task) && !attempt(task, address, CallbackKind.TRUE, 1)) {
        inBackground(() -> retry(task, address));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(SimulatedTask task, URI address, CallbackKind kind)
      throws InterruptedException {
    boolean isCancelled =
        kind == CallbackKind.REVIEWING
            ? context.book().stage(task) instanceof Stage.Cancelled
            : !context.book().finish(task);
    if (isCancelled) {
      return;
    }
    boolean isAcknowledged = attempt(task, address, kind, 1);
    if (!isAcknowledged && kind == CallbackKind.TRUE) {
      retry(task, address);
    }
  }

  private void retry(SimulatedTask task, URI address) throws InterruptedException {
    var pauses = context.dialect().pauses();
    for (int i = 0; i < pauses.size(); i++) {
      await(Duration.ofNanos((long) (pauses.get(i).toNanos() * context.options().retryFactor())));
      if (attempt(task, address, CallbackKind.TRUE, i + 2)) {
        return;
      }
    }
  }

  private boolean attempt(SimulatedTask task, URI address, CallbackKind kind, int number)
      throws InterruptedException {
    var body = body(task, kind);
    var target = kind == CallbackKind.BROKEN_TOKEN ? CallbackUrl.withBrokenToken(address) : address;
    var text = body.toString();
    var now = task.shown(context.options().clock().instant());
    var headers = context.dialect().signature(task, text, now, kind.isForged());
    var status = post.send(target, headers, text);
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

  /** Waits by the clock or in real time: whichever is over sooner. */
  private void await(Duration pause) throws InterruptedException {
    var clock = context.options().clock();
    var due = clock.instant().plus(pause);
    long end = System.nanoTime() + pause.toNanos();
    int counted = pause.compareTo(SOON) > 0 ? 1 : 0;
    underway.addAndGet(-counted);
    try {
      while (clock.instant().isBefore(due) && System.nanoTime() < end) {
        Thread.sleep(pause.compareTo(LOOK) < 0 ? pause : LOOK);
      }
    } finally {
      underway.addAndGet(counted);
    }
  }

  /** Whether every callback has been sent or given up, or will be sent later than soon. */
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

  private interface Work {
    void run() throws InterruptedException;
  }
}
