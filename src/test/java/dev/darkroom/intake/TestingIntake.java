package dev.darkroom.intake;

import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.routing.Router;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public final class TestingIntake {
  private TestingIntake() {}

  public static Intake of(Router router, TaskStore store, TestingTokens tokens, Clock clock) {
    return of(router, store, tokens, TestingNotify.signing(), clock);
  }

  public static Intake of(
      Router router, TaskStore store, TestingTokens tokens, TestingNotify notify, Clock clock) {
    var rejections = new RejectionHandler(store, tokens.client(), clock, new StepLog());
    return new Intake(router, notify.rule(), rejections, new RequestIds(clock));
  }
}
