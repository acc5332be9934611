package dev.darkroom.explorer;

import dev.darkroom.notification.PublishResult;
import dev.darkroom.notification.TokenResult;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What channels and state machines take. */
record ToldEffects(Interner values) {
  /** How long a slow receiver wants to be left alone. */
  private static final Duration SLOW = Duration.ofMinutes(20);

  /** What a receiver learns from an outcome. */
  static String words(Task task) {
    var status = task.state().status();
    return task.state() instanceof Delivered(_, var images, var missing, _)
        ? status
            + images.stream().map(StoredImage::key).toList()
            + missing.stream().map(MissingImage::index).toList()
        : status;
  }

  List<Way> publish(World world, String channel, Task task) {
    var told = new TreeMap<>(world.get(Part.TOLD));
    told.put(channel + " " + task.outcomeId(), words(task));
    var after = world.with(Part.TOLD, values.of(Map.copyOf(told)));
    var what = "publish " + task.state().status() + " on " + channel;
    var ways = new ArrayList<Way>();
    ways.add(Way.well(what, after, new PublishResult.Published()));
    ways.add(
        Way.fault(what + ": not taken", world, new PublishResult.Transient("it answered 503")));
    ways.add(Way.failure(what + ", answer lost", after));
    if (channel.equals(NotificationChannel.WEBHOOK.text())) {
      var later = Optional.of(world.now().plus(SLOW));
      ways.add(
          Way.fault(what + ": taken, too slow", after, new PublishResult.Transient("slow", later)));
      ways.add(Way.failure(what + ": down", world));
      ways.add(
          Way.fault(what + ": never taken", after, new PublishResult.Permanent("it answered 410")));
    }
    return ways;
  }

  List<Way> useToken(World world, String token, boolean isSuccess) {
    if (world.get(Part.TOKENS).containsKey(token)) {
      return Way.read("token used before", world, new TokenResult.Permanent("TaskTimedOut"));
    }
    var used = new TreeMap<>(world.get(Part.TOKENS));
    used.put(token, isSuccess);
    var after = world.with(Part.TOKENS, values.of(Map.copyOf(used)));
    return Way.write("token " + token, world, after, new TokenResult.Accepted());
  }
}
