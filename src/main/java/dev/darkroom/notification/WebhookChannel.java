package dev.darkroom.notification;

import dev.darkroom.answer.Json;
import dev.darkroom.notification.Telling.GaveUp;
import dev.darkroom.notification.Telling.NotYet;
import dev.darkroom.notification.WebhookPost.Posted.Answered;
import dev.darkroom.notification.WebhookPost.Posted.Barred;
import dev.darkroom.notification.WebhookPost.Posted.NoAnswer;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.Task;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;

/** The requester's own address, by a signed webhook (Standard Webhooks 1.0.0, read 2026-11). */
@Singleton
public final class WebhookChannel implements OutcomeChannel {
  /** The one answer that wants no other try; every other may be one of the moment. */
  private static final int GONE = 410;

  private final NotifyConfig config;
  private final Secrets secrets;
  private final Provider<WebhookPost> http;
  private final Json json;
  private final Clock clock;

  WebhookChannel(
      NotifyConfig config, Secrets secrets, Provider<WebhookPost> http, Json json, Clock clock) {
    this.config = config;
    this.secrets = secrets;
    this.http = http;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Telling tell(Task task) {
    return task.request()
        .handling()
        .notifyTarget()
        .filter(target -> wants(target, task))
        .map(target -> tell(target, task))
        .orElseGet(Telling.Nobody::new);
  }

  private static boolean wants(NotifyTarget target, Task task) {
    return target.events().isEmpty() || target.events().contains(task.state().outcome());
  }

  private Telling tell(NotifyTarget target, Task task) {
    var body = json.write(WebhookEvent.of(task));
    var now = clock.instant();
    var headers = new HashMap<String, String>();
    headers.put("webhook-id", task.outcomeId());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put(
        "webhook-signature", WebhookSecrets.of(config, secrets).sign(task.outcomeId(), now, body));
    task.trace().ifPresent(trace -> headers.put("traceparent", trace.value()));
    var posted = http.get().post(target.url(), headers, body, config.timeBudget());
    return switch (posted) {
      case Answered(var status) when status / 100 == 2 -> new Telling.Told();
      case Answered(var status) when status == GONE -> new GaveUp("it answered " + status);
      case Answered(var status) -> later(task, "it answered " + status);
      case Barred(var why) -> new GaveUp(why);
      case NoAnswer(var why) -> later(task, why);
    };
  }

  /** A receiver that is down for longer than that can ask for the record. */
  private Telling later(Task task, String why) {
    return clock.instant().isBefore(task.updatedAt().plus(config.patience()))
        ? new NotYet(why)
        : new GaveUp(why + ", for " + config.patience().toHours() + " hours");
  }
}
