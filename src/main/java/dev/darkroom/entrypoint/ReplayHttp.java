package dev.darkroom.entrypoint;

import dev.darkroom.answer.DeliveriesAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Problem;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.AlreadyQueued;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.control.OutcomeReplay;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code POST /v1/generations/{id}/deliveries/{channel}/replay}. Its body says nothing. */
@ApplicationScoped
class ReplayHttp {
  private static final String CHANNELS =
      Arrays.stream(NotificationChannel.values())
          .map(NotificationChannel::text)
          .collect(Collectors.joining(", "));

  private final OutcomeReplay replay;
  private final ImageBucket bucket;

  ReplayHttp(OutcomeReplay replay, ImageBucket bucket) {
    this.replay = replay;
    this.bucket = bucket;
  }

  HttpReply replay(HttpRequest request, Found found) {
    var id = new EitherId(found.parameters().getOrDefault("id", ""));
    return NotificationChannel.of(found.parameters().getOrDefault("channel", ""))
        .map(channel -> reply(replay.replay(id, channel), request.visible(found.base())))
        .orElseGet(
            () ->
                HttpReply.problem(
                    Problem.notFound("There is no such channel: it is one of " + CHANNELS + ".")));
  }

  private HttpReply reply(ControlResult result, String base) {
    return switch (result) {
      case Recorded(var task) -> queued(task, base);
      case AlreadyQueued(var task) -> queued(task, base);
      case ControlResult other -> new ControlReply(base, bucket).of(other, 202);
    };
  }

  private static HttpReply queued(Task task, String base) {
    return HttpReply.json(202, DeliveriesAnswer.of(task).behind(base));
  }
}
