package dev.darkroom.delivery;

import dev.darkroom.delivery.Fetched.Never;
import dev.darkroom.delivery.Fetched.NotNow;
import dev.darkroom.delivery.Fetched.Spooled;
import dev.darkroom.link.Deadline;
import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.LinkVerdict;
import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.link.LinkVerdict.Refused;
import dev.darkroom.link.LinkVerdict.Unresolved;
import dev.darkroom.link.PinnedHttp;
import dev.darkroom.link.RemoteAnswer;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Media;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows a guarded link, redirects and all, into a spool. How large a result may be follows from
 * its first bytes: what is declared is not to be trusted, and a film is larger than a picture.
 */
@Singleton
final class ImageFetch {
  private static final int MAX_REDIRECTS = 3;

  private final LinkGuard guard;
  private final Vertx vertx;
  private final PinnedHttp http;
  private final DiskBudget disk;
  private final long maxBytes;
  private final long maxVideoBytes;

  @Inject
  ImageFetch(LinkGuard guard, Vertx vertx, DeliveryConfig config) {
    this(guard, vertx, config, PinnedHttp.options());
  }

  /** With other options than the JVM's trust. */
  ImageFetch(LinkGuard guard, Vertx vertx, DeliveryConfig config, HttpClientOptions options) {
    this.guard = guard;
    this.vertx = vertx;
    http = new PinnedHttp(vertx, options);
    disk = new DiskBudget(config.diskBudget().asLongValue());
    maxBytes = Math.min(config.maxBytes().asLongValue(), disk.bytes());
    maxVideoBytes = Math.min(config.maxVideoBytes().asLongValue(), disk.bytes());
  }

  /** Blocks until the deadline at most. */
  Fetched into(Spool spool, URI link, Deadline deadline) throws InterruptedException {
    try {
      var next = link;
      for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
        switch (step(spool, next, deadline)) {
          case Done(var fetched) -> {
            return fetched;
          }
          case Onward(var to) -> next = to;
        }
      }
      return rejected("the link redirects more than " + MAX_REDIRECTS + " times");
    } catch (IOException failed) {
      return new NotNow(Optional.ofNullable(failed.getMessage()).orElse("it could not be read"));
    }
  }

  private Step step(Spool spool, URI link, Deadline deadline)
      throws IOException, InterruptedException {
    return switch (deadline.await(verdict(link))) {
      case Refused(var why) -> new Done(rejected(why));
      case Unresolved(var why) -> new Done(new NotNow(why));
      case Allowed allowed -> {
        try (var answer = http.get(link, allowed, deadline)) {
          yield read(answer, spool, link, deadline);
        }
      }
    };
  }

  /** A name look-up cannot be interrupted; on a thread of its own it can be left behind. */
  private Future<LinkVerdict> verdict(URI link) {
    return vertx.executeBlocking(() -> guard.check(link), false).map(Objects::requireNonNull);
  }

  private Step read(RemoteAnswer answer, Spool spool, URI link, Deadline deadline)
      throws IOException, InterruptedException {
    int status = answer.status();
    return switch (status) {
      case 200 -> new Done(body(answer, spool, deadline));
      case 301, 302, 303, 307, 308 -> onward(answer, link);
      case 401, 403, 404, 410 -> new Done(new Never(ErrorCode.RESULT_EXPIRED, answered(status)));
      case 408, 425, 429 -> new Done(new NotNow(answered(status)));
      default ->
          new Done(status >= 500 ? new NotNow(answered(status)) : rejected(answered(status)));
    };
  }

  private Fetched body(RemoteAnswer answer, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    if (answer.contentLength().orElse(0) > Math.max(maxBytes, maxVideoBytes)) {
      return tooLarge(Math.max(maxBytes, maxVideoBytes));
    }
    answer.start();
    var first = FirstBytes.of(answer, deadline);
    long limit = limit(first);
    if (answer.contentLength().orElse(0) > limit) {
      return tooLarge(limit);
    }
    if (!spool.reserve(disk, answer.contentLength().orElse(limit), deadline)) {
      return new NotNow("there was no room for it in time");
    }
    var next = Optional.of(first.content());
    while (next.isPresent()) {
      if (spool.size() + next.get().length > limit) {
        return tooLarge(limit);
      }
      spool.append(next.get());
      next = answer.next(deadline);
    }
    long said = answer.contentLength().orElse(spool.size());
    return said == spool.size()
        ? new Spooled()
        : new NotNow("%d of %d bytes arrived".formatted(spool.size(), said));
  }

  /** What is neither is refused later, by name, and until then is no more than a picture. */
  private long limit(FirstBytes first) throws IOException {
    return first.format().map(MediaFormat::media).filter(Media.VIDEO::equals).isPresent()
        ? maxVideoBytes
        : maxBytes;
  }

  private static Step onward(RemoteAnswer answer, URI from) {
    try {
      var location = answer.location();
      return location.isPresent()
          ? new Onward(from.resolve(new URI(location.get())))
          : new Done(rejected("the link redirects to nowhere"));
    } catch (URISyntaxException malformed) {
      return new Done(rejected("the link redirects to a malformed link"));
    }
  }

  private static String answered(int status) {
    return "the link answered " + status;
  }

  private static Fetched tooLarge(long limit) {
    return rejected("it is larger than " + limit + " bytes");
  }

  private static Fetched rejected(String why) {
    return new Never(ErrorCode.RESULT_REJECTED, why);
  }

  private sealed interface Step {}

  private record Done(Fetched fetched) implements Step {}

  private record Onward(URI link) implements Step {}
}
