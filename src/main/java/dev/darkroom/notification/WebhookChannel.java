package dev.darkroom.notification;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.notification.PublishResult.Permanent;
import dev.darkroom.notification.PublishResult.Transient;
import dev.darkroom.notification.WebhookPost.Posted;
import dev.darkroom.notification.WebhookPost.Posted.Answered;
import dev.darkroom.notification.WebhookPost.Posted.Forbidden;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Task;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** Publishes to the requester's address by a webhook (Standard Webhooks 1.0.0, read 2026-11). */
@Singleton
public final class WebhookChannel implements OutcomeChannel {
  /** The only answer that ends all retries; every other may be transient. */
  private static final int GONE = 410;

  private final NotifyConfig config;
  private final Secrets secrets;
  private final Provider<WebhookPost> http;
  private final ImageBucket bucket;
  private final Json json;
  private final Clock clock;

  WebhookChannel(
      NotifyConfig config,
      Secrets secrets,
      Provider<WebhookPost> http,
      ImageBucket bucket,
      Json json,
      Clock clock) {
    this.config = config;
    this.secrets = secrets;
    this.http = http;
    this.bucket = bucket;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NotificationChannel.WEBHOOK.text();
  }

  @Override
  public PublishResult publish(Task task) {
    return task.request()
        .delivery()
        .notifyTarget()
        .filter(task.on(name())::isWantedBy)
        .map(target -> publish(target, task))
        .orElseGet(PublishResult.NoSubscriber::new);
  }

  private PublishResult publish(NotifyTarget target, Task task) {
    var body = json.write(WebhookEvent.of(task, bucket));
    var now = clock.instant();
    var id = task.on(name()).outcomeId();
    var headers = new HashMap<String, String>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", WebhookSecrets.of(config, secrets).sign(id, now, body));
    task.trace().ifPresent(trace -> headers.put("traceparent", trace.value()));
    var posted = http.get().post(target.url(), headers, body, config.timeBudget());
    return switch (posted) {
      case Answered(var status, _) when status / 100 == 2 -> new PublishResult.Published();
      case Answered(var status, _) when status == GONE -> new Permanent("it answered " + status);
      case Answered(var status, var retryAfter) ->
          retryOrGiveUp(task, "it answered " + status, retryAfter);
      case Forbidden(var why) -> new Permanent(why);
      case Posted.Transient(var why) -> retryOrGiveUp(task, why, Optional.empty());
    };
  }

  /** A receiver that is down for longer than the patience can query the record. */
  private PublishResult retryOrGiveUp(Task task, String why, Optional<Duration> retryAfter) {
    var waits = new WebhookRetry(task.on(name()).triedSince(), config.patience());
    return waits
        .next(clock.instant(), retryAfter)
        .<PublishResult>map(next -> new Transient(why, Optional.of(next)))
        .orElseGet(() -> new Permanent(why + ", for " + config.patience().toHours() + " hours"));
  }
}
