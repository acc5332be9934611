package dev.darkroom.task;

import dev.darkroom.base.Bounds;
import java.time.Duration;
import java.time.Instant;

/**
 * When a task is given up, and when the sweep checks it.
 *
 * @param deadline when a task without an answer is given up
 * @param nextCheckAt when the sweep checks the task, as long as the task is open
 */
public record Schedule(Instant deadline, Instant nextCheckAt) {

  /** Age at which an unfinished claim counts as abandoned: no submission takes longer. */
  public static final Duration CLAIM_GRACE = Duration.ofMinutes(1);

  /** Wait before the sweep has a doubt healed, if the check on the queue was lost. */
  private static final Duration HEAL_WITHIN = Duration.ofSeconds(90);

  /** Wait before the sweep repeats a notification whose sender died. */
  private static final Duration RETELL_AFTER = Duration.ofMinutes(1);

  /** Longest time that a notification takes. */
  private static final Duration TELLING = Duration.ofSeconds(30);

  /** Longest delay of a repeated notification accepted to avoid a second index write. */
  private static final Duration RETELL_WITHIN = Duration.ofMinutes(3);

  /**
   * The schedule of a fresh claim.
   *
   * @param lifetime how long an answer is waited for
   * @param firstCheck how long after now the sweep checks the claim: at least {@link #CLAIM_GRACE},
   *     and at the deadline at the latest
   */
  static Schedule claimed(Instant now, Duration lifetime, Duration firstCheck) {
    var deadline = now.plus(lifetime);
    var graceful = Bounds.atLeast(firstCheck, CLAIM_GRACE);
    return new Schedule(deadline, Bounds.atMost(now.plus(graceful), deadline));
  }

  /** The same deadline, with another next check. */
  Schedule at(Instant next) {
    return new Schedule(deadline, next);
  }

  /**
   * The schedule of a submission in doubt.
   *
   * @param hasHints whether a callback named a task that the provider can be asked about
   * @param isRepeatable whether the provider can be sent the call again
   */
  Schedule inDoubt(boolean hasHints, boolean isRepeatable, Instant now) {
    if (hasHints) {
      return at(Bounds.atMost(now.plus(CLAIM_GRACE), deadline));
    }
    return isRepeatable ? healed(now) : at(deadline);
  }

  /** The schedule of a doubt while a paid call is repeated. */
  Schedule healed(Instant now) {
    return at(Bounds.atMost(now.plus(HEAL_WITHIN), deadline));
  }

  /**
   * The schedule of a final record whose requester is to be notified now. The next check stays
   * where that will do: a move in the index of open tasks costs two writes.
   */
  Schedule settled(Instant now) {
    boolean willDo =
        nextCheckAt.isAfter(now.plus(TELLING)) && nextCheckAt.isBefore(now.plus(RETELL_WITHIN));
    return willDo ? this : at(now.plus(RETELL_AFTER));
  }
}
