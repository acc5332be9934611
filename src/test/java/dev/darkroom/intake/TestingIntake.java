package dev.darkroom.intake;

import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public final class TestingIntake {
  private TestingIntake() {}

  public static Intake of(TestingNotify notify, Clock clock) {
    return new Intake(notify.rule(), new RequestIds(clock));
  }

  public static RejectionHandler rejections(TaskStore store, TestingTokens tokens, Clock clock) {
    return new RejectionHandler(store, tokens.client(), clock, new StepLog());
  }
}
