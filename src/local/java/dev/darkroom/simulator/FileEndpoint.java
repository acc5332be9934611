package dev.darkroom.simulator;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.picture.ExifOrientation;
import dev.darkroom.simulator.picture.PictureCache;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSpec;
import dev.darkroom.simulator.picture.PictureStamp;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Hands out the pictures of one provider, or what a fault makes of them. */
final class FileEndpoint {
  private static final Pattern NAME =
      Pattern.compile("/files/(?:(.*)/)?([0-9a-f]{32})_(\\d{1,4})\\.(?:jpg|png|webp|mp4)");
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final int DIFFERENT = 15;

  private final ProviderContext context;
  private final PictureCache cache;

  FileEndpoint(ProviderContext context, PictureCache cache) {
    this.context = context;
    this.cache = cache;
  }

  /** Answers, and writes down what it answered. */
  void serve(HttpExchange exchange, ApiRequest call) throws IOException, InterruptedException {
    var name = NAME.matcher(call.path());
    Optional<SimulatedTask> task =
        name.matches() ? context.book().byLinkName(name.group(2)) : Optional.empty();
    if (!READING.contains(call.method())) {
      FileRequest.refuse(exchange, 405, "files can only be read");
      return;
    }
    if (task.isEmpty()) {
      FileRequest.refuse(exchange, 404, "no such file");
      return;
    }
    var folder = Optional.ofNullable(name.group(1)).orElse("");
    var fetch =
        new FileRequest(exchange, call, task.get(), Integer.parseInt(name.group(3)), folder);
    try {
      answer(fetch);
    } finally {
      context
          .ledger()
          .fetched(
              new PictureFetch(
                  fetch.task.id(),
                  fetch.task.order().prompt(),
                  fetch.index,
                  exchange.getResponseCode(),
                  fetch.sent,
                  context.options().clock().instant()));
    }
  }

  private void answer(FileRequest fetch) throws IOException, InterruptedException {
    var task = fetch.task;
    boolean isThere =
        context.book().stage(task) instanceof Stage.Completed(int count)
            && fetch.index < count
            && fetch.isAddressWhole();
    if (!isThere) {
      fetch.refuse(404, "no such file");
    } else if (!context.links().isSigned(task, fetch.call.query())
        || !context.links().isAlive(task)) {
      fetch.refuse(403, "the link has expired or is not signed");
    } else if (isAtFault(fetch)) {
      FaultyPicture.of(fetch, () -> picture(fetch));
    } else {
      fetch.send(task.format().contentType(), picture(fetch));
    }
  }

  private boolean isAtFault(FileRequest fetch) {
    var faults = fetch.task.faults();
    var here = fetch.task.links().name() + "_" + fetch.index;
    int most = faults.has(LinkFault.TRUNCATED_ONCE) ? 1 : faults.number(LinkFault.A_WHILE);
    boolean isOver = most > 0 && !context.occurrences().isAmongFirst(most, here);
    return fetch.task.isMeant(fetch.index) && !isOver;
  }

  private byte[] picture(FileRequest fetch) throws InterruptedException {
    byte[] painted = painted(fetch);
    var task = fetch.task;
    return task.has(TaskFault.STAMPED)
        ? PictureStamp.of(task.format(), painted, task.order().prompt())
        : painted;
  }

  /** There are no more different ones than that of one task: they take time to paint. */
  private byte[] painted(FileRequest fetch) throws InterruptedException {
    var wish = fetch.task.wish(fetch.index % DIFFERENT);
    var orientation = fetch.task.faults().value(LinkFault.TURNED);
    if (orientation.isEmpty() || wish.format() != PictureFormat.JPEG) {
      return cache.picture(wish);
    }
    var onItsSide =
        new PictureSpec(wish.prompt(), wish.index(), wish.size().turned(), wish.format());
    return ExifOrientation.of(cache.picture(onItsSide), Integer.parseInt(orientation.get()));
  }
}
