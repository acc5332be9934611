package dev.darkroom.task;

import dev.darkroom.base.TextCut;
import dev.darkroom.task.Subscribers.Publication;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to publish an outcome on a channel.
 *
 * @param number counts the attempts of this outcome on this channel, from 1
 * @param at when it began
 * @param detail why the channel did not take the outcome, free of secrets and addresses; 100
 *     characters at most; empty where it did
 * @param nextTryAt empty: this attempt has no other after it
 */
public record PublishAttempt(
    Publication publication,
    int number,
    Instant at,
    Result result,
    String detail,
    Optional<Instant> nextTryAt) {
  static final int LONGEST_DETAIL = 100;

  public PublishAttempt {
    detail = TextCut.marked(detail, LONGEST_DETAIL);
  }

  /** What came of it. */
  public enum Result {
    /** The receiver took the outcome. */
    TAKEN,
    /** The receiver did not take the outcome. It is left alone until the next try. */
    FAILED,
    /** Darkroom itself failed on the way to the channel. Every check tries again. */
    BROKEN,
    /** The receiver will never take the outcome. */
    GIVEN_UP;

    /** Whether the channel needs no other attempt for this outcome. */
    public boolean isEnd() {
      return this == TAKEN || this == GIVEN_UP;
    }
  }

  /** An attempt that the receiver took. */
  public static PublishAttempt taken(String channel, String outcomeId, Instant at) {
    return new PublishAttempt(
        new Publication(channel, outcomeId), 1, at, Result.TAKEN, "", Optional.empty());
  }

  /** An attempt after which no other can succeed. */
  public static PublishAttempt givenUp(String channel, String outcomeId, Instant at, String why) {
    return new PublishAttempt(
        new Publication(channel, outcomeId), 1, at, Result.GIVEN_UP, why, Optional.empty());
  }

  public String channel() {
    return publication.channel();
  }

  /** What came of it, in words: {@code taken}, or why not. */
  public String text() {
    return result == Result.TAKEN ? "taken" : detail;
  }

  /** For the timeline. */
  String note() {
    return channel() + " given up: " + detail;
  }

  PublishAttempt numbered(int next) {
    return new PublishAttempt(publication, next, at, result, detail, nextTryAt);
  }
}
