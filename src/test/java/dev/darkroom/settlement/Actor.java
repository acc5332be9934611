package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.entrypoint.TestingReplies;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.OperatorDecision;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;

/** Who may change a record: people, each by one of their decisions, and a check. */
enum Actor {
  KEEP("cancel, keep"),
  DROP("cancel, drop"),
  ABANDON("abandon"),
  ATTACH("attach the right task"),
  ATTACH_OTHER("attach another task"),
  RECHECK("recheck"),
  REPLAY("replay"),
  CHECK("a check");

  private final String words;

  Actor(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** Whether it is a decision of a person. */
  boolean isPerson() {
    return this != CHECK;
  }

  /** Does it, and says how it was answered; a check is answered by nothing. */
  String act(TaskWorld world) {
    return switch (this) {
      case KEEP -> TestingReplies.of(world.cancel(LateImages.KEEP), 202);
      case DROP -> TestingReplies.of(world.cancel(LateImages.DROP), 202);
      case ABANDON -> resolved(world, new Abandon());
      case ATTACH -> resolved(world, new Attach(world.acme.ref().id()));
      case ATTACH_OTHER -> resolved(world, new Attach("other"));
      case RECHECK -> TestingReplies.of(world.control.recheck().recheck(world.id()));
      case REPLAY ->
          TestingReplies.of(
              world.control.replay().replay(world.id(), NotificationChannel.EVENT_BUS), 202);
      case CHECK -> {
        world.settlement.settle(Check.of(world.request.taskId()));
        yield "–";
      }
    };
  }

  private static String resolved(TaskWorld world, OperatorDecision decision) {
    return TestingReplies.of(world.control.resolution().resolve(world.id(), decision), 200);
  }
}
