package dev.darkroom.provider.evolink;

import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.provider.support.ProviderHttpClient;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.SentCall;
import java.time.Duration;
import java.time.InstantSource;

/**
 * EvoLink's idempotency key and list of tasks.
 *
 * <p>Both are the word of its own client (EvoLinkAI/evolink-mcp @48a8fe9a, api-client.ts, read
 * 2026-11-26), and in no document.
 */
final class EvolinkRecovery implements DoubtRecovery {
  /** As many as its own client asks for. */
  private static final int PAGE_SIZE = 50;

  private static final int MOST_PAGES = 10;

  private final ProviderHttpClient<EvolinkApi> http;
  private final EvolinkAnswers answers;
  private final Duration listMargin;

  EvolinkRecovery(
      ProviderHttpClient<EvolinkApi> http, EvolinkAnswers answers, Duration listMargin) {
    this.http = http;
    this.answers = answers;
    this.listMargin = listMargin;
  }

  @Override
  public Duration listMargin() {
    return listMargin;
  }

  @Override
  public RecentTasks tasks(Duration age) {
    var account = http.account();
    return account
        .map(
            one ->
                tasks(
                    one, new EvolinkTaskList(answers.provider(), one, age, InstantSource.system())))
        .orElseGet(() -> new RecentTasks.Unknown("its key cannot be read"));
  }

  private RecentTasks tasks(AccountFingerprint account, EvolinkTaskList list) {
    for (int page = 1; page <= MOST_PAGES; page++) {
      int number = page;
      var outcome = http.readFor(account, (api, key) -> api.tasks(key, number, PAGE_SIZE));
      if (!(outcome instanceof Answered answered && answered.isSuccess())) {
        return unread(outcome);
      }
      var result = list.read(answered);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new RecentTasks.Unknown("its list is too long");
  }

  private static RecentTasks unread(CallOutcome outcome) {
    return switch (outcome) {
      case NotSent(var why) -> new RecentTasks.Unknown(why);
      case Unanswered(var why) -> new RecentTasks.Unknown(why);
      case Answered answered ->
          new RecentTasks.Unknown("answered " + answered.status(), answered.retryAfter());
    };
  }

  /** 409, with whatever code, leaves the call in doubt, as every answer does without a task. */
  @Override
  public RepeatResult repeat(IdempotencyKey key, SentCall sent) {
    return sent.repeatableBody()
        .map(body -> repeat(key, body, sent.account()))
        .orElseGet(() -> new RepeatResult.NotSent("its body is not kept"));
  }

  private RepeatResult repeat(IdempotencyKey key, String body, AccountFingerprint account) {
    return switch (create(account, key, body)) {
      case NotSent(var why) -> new RepeatResult.NotSent(why);
      case Unanswered(var why) -> new RepeatResult.InDoubt(why);
      case Answered answered ->
          answers.submitted(answered) instanceof Accepted accepted
              ? new RepeatResult.Taken(accepted, EvolinkAnswers.isReplay(answered))
              : new RepeatResult.InDoubt("answered " + answered.status());
    };
  }

  private CallOutcome create(AccountFingerprint account, IdempotencyKey key, String body) {
    return http.submitFor(
        account,
        body,
        (api, authorization, paid) -> api.generate(authorization, key.value(), paid));
  }

  @Override
  public CanaryResult canary(IdempotencyKey key) {
    return http.account()
        .map(one -> new EvolinkCanary(answers, body -> create(one, key, body)).run(one))
        .orElseGet(
            () -> new CanaryResult.Failed(/* isTransient= */ true, "its key cannot be read"));
  }
}
