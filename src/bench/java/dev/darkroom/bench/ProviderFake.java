package dev.darkroom.bench;

import dev.darkroom.bench.Call.Item;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** EvoLink: takes every task, and has it done at once. */
final class ProviderFake implements Fake.Handler {
  private final AtomicInteger tasks = new AtomicInteger();
  private volatile Picture picture = Picture.ofMegabytes(1);
  private volatile int count = 1;

  /** Every task from now on comes to so many of these. */
  void gives(int images, Picture each) {
    count = images;
    picture = each;
  }

  @Override
  public Reply answer(Request request) {
    var path = request.path();
    if (path.startsWith("/pictures/")) {
      return new Reply(
          "provider GET image",
          Item.NONE,
          200,
          Map.of("Content-Type", picture.kind().contentType()),
          picture);
    }
    return request.method().equals("POST")
        ? Reply.json("provider POST task", accepted())
        : Reply.json("provider GET task", done(path, request.headers().get("host")));
  }

  private String accepted() {
    return """
        {"created": %d, "id": "task-%d", "model": "doubao-seedream-5.0-lite",
         "object": "image.generation.task", "progress": 0, "status": "pending", "type": "image",
         "task_info": {"can_cancel": true, "estimated_time": 45},
         "usage": {"billing_rule": "per_call", "credits_reserved": 1.80}}
        """
        .formatted(System.currentTimeMillis() / 1000, tasks.incrementAndGet());
  }

  private String done(String path, String host) {
    var links =
        IntStream.range(0, count)
            .mapToObj(index -> "\"https://%s/pictures/%d.png\"".formatted(host, index))
            .collect(Collectors.joining(","));
    return """
        {"created": %d, "id": "%s", "model": "doubao-seedream-5.0-lite",
         "object": "image.generation.task", "progress": 100, "status": "completed",
         "type": "image", "results": [%s]}
        """
        .formatted(
            System.currentTimeMillis() / 1000, path.substring(path.lastIndexOf('/') + 1), links);
  }
}
