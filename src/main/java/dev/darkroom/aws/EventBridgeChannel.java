package dev.darkroom.aws;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.notification.ChannelException;
import dev.darkroom.notification.Outcome;
import dev.darkroom.notification.OutcomeChannel;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Task;
import dev.darkroom.task.TraceParent;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Publishes outcomes as events on the owner's bus. The source is {@code darkroom}, the detail type
 * {@code Generation Succeeded}, {@code Generation Failed} or {@code Generation Cancelled}, the
 * detail {@code {"outcomeId": …, "type": …, "generation": …, "traceparent"?: …}}. Without a
 * configured bus this channel has no subscriber.
 */
@Singleton
public final class EventBridgeChannel implements OutcomeChannel {
  private static final String SOURCE = "darkroom";

  /** One entry, all fields together (PutEvents in EventBridge's user guide, read 2026-11). */
  private static final int LIMIT = 256 * 1024;

  /**
   * Codes for which no retry succeeds (PutEventsResultEntry in EventBridge's API, read 2026-11).
   */
  private static final Set<String> NEVER = Set.of("MalformedDetail", "InvalidArgument");

  private final Provider<EventBridgeClient> client;
  private final AwsConfig config;
  private final Json json;

  @Inject
  public EventBridgeChannel(Provider<EventBridgeClient> client, AwsConfig config, Json json) {
    this.client = client;
    this.config = config;
    this.json = json;
  }

  @Override
  public String name() {
    return NotificationChannel.EVENT_BUS.text();
  }

  @Override
  public PublishResult publish(Task task) {
    return config.eventBus().map(bus -> put(bus, task)).orElseGet(PublishResult.NoSubscriber::new);
  }

  private PublishResult put(String bus, Task task) {
    var outcome = Outcome.of(task.on(name()), new ImageBucket(config.bucket()));
    var entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(SOURCE)
            .detailType(detailType(task))
            .detail(outcome.text(json, LIMIT - bytes(SOURCE) - bytes(detailType(task))))
            .applyMutation(
                event -> task.trace().map(TraceParent::forXRay).ifPresent(event::traceHeader))
            .build();
    int size = bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail());
    if (size > LIMIT) {
      return new PublishResult.Permanent(
          "it has %d bytes, and EventBridge takes %d".formatted(size, LIMIT));
    }
    var answer = answer(entry);
    if (answer.failedEntryCount() > 0) {
      var code = String.valueOf(answer.entries().getFirst().errorCode());
      if (NEVER.contains(code)) {
        return new PublishResult.Permanent("EventBridge answered " + code);
      }
      throw new ChannelException(
          "EventBridge answered %s to outcome %s".formatted(code, outcome.outcomeId()));
    }
    return new PublishResult.Published();
  }

  private PutEventsResponse answer(PutEventsRequestEntry entry) {
    try {
      return client.get().putEvents(events -> events.entries(entry));
    } catch (EventBridgeException denied) {
      throw new ChannelException(
          "EventBridge answered " + denied.awsErrorDetails().errorCode(), denied);
    }
  }

  /**
   * The group of the outcome with a capital letter. Rules filter by it, and a rule that was written
   * before there were more types still gets all of them; {@code detail.type} tells them apart.
   */
  private static String detailType(Task task) {
    var group = task.outcomeType().orElseThrow().group().word();
    return "Generation " + group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
