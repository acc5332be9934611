package dev.darkroom.intake;

import dev.darkroom.routing.Router;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public final class TestingIntake {
  private TestingIntake() {}

  public static Intake of(Router router, TaskStore store, Clock clock) {
    return new Intake(router, store, new RequestIds(clock), clock);
  }
}
