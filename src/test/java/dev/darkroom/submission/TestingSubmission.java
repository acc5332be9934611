package dev.darkroom.submission;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TaskTokenClient;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public final class TestingSubmission {
  private TestingSubmission() {}

  public static Submission of(
      TaskStore store, SettleQueue queue, CallbackAddress callbacks, Clock clock) {
    return of(store, queue, callbacks, new TestingTokens(), clock);
  }

  public static Submission of(
      TaskStore store,
      SettleQueue queue,
      CallbackAddress callbacks,
      TestingTokens tokens,
      Clock clock) {
    return of(store, queue, callbacks, tokens.client(), clock);
  }

  public static Submission of(
      TaskStore store,
      SettleQueue queue,
      CallbackAddress callbacks,
      TaskTokenClient tokens,
      Clock clock) {
    var log = new StepLog();
    var aftermath = new SubmissionRecorder(store, queue, callbacks, clock, log);
    var subscriptions = new Subscriptions(store, tokens);
    return new Submission(
        store, callbacks, aftermath, subscriptions, new TimeLeft(clock), clock, log);
  }

  public static Surrender surrender(
      TaskStore store, Submission submission, TestingTokens tokens, Clock clock) {
    return surrender(store, submission, tokens.client(), clock);
  }

  public static Surrender surrender(
      TaskStore store, Submission submission, TaskTokenClient tokens, Clock clock) {
    var subscriptions = new Subscriptions(store, tokens);
    return new Surrender(store, submission, subscriptions, clock, new StepLog());
  }

  /** An invocation without an end. */
  public static TimeLeft timeLeft(Clock clock) {
    return new TimeLeft(clock);
  }
}
