package dev.darkroom.entrypoint;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Problem;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.RecheckResult;

/** How decisions are answered over HTTP, in short: {@code 409 already_final}. */
public final class TestingReplies {
  private TestingReplies() {}

  /**
   * The answer to a decision.
   *
   * @param recorded the status of one that was recorded just now
   */
  public static String of(ControlResult result, int recorded) {
    var reply = new ControlReply("", ImageBucket.UNKNOWN).of(result, recorded);
    return reply.body() instanceof Problem problem
        ? reply.status() + " " + problem.code()
        : Integer.toString(reply.status());
  }

  /** The answer to a recheck. */
  public static String of(RecheckResult result) {
    return switch (result) {
      case RecheckResult.Queued _ -> "202";
      case RecheckResult.NothingToCheck _ -> "200";
      case RecheckResult.Absent(var why) -> of(why, 200);
    };
  }
}
