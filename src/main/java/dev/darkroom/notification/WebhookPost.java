package dev.darkroom.notification;

import dev.darkroom.link.Deadline;
import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.LinkVerdict;
import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.link.PinnedHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Posts JSON to a guarded link, and reads only the head of the answer. */
@Singleton
class WebhookPost {
  private final LinkGuard guard;
  private final Vertx vertx;
  private final PinnedHttp http;

  @Inject
  WebhookPost(LinkGuard guard, WebhookOrigins origins, Vertx vertx) {
    this(guard.orTrusting(origins::isTrusted), vertx, PinnedHttp.options());
  }

  /** With other options than the JVM's trust. */
  WebhookPost(LinkGuard guard, Vertx vertx, HttpClientOptions options) {
    this.guard = guard;
    this.vertx = vertx;
    http = new PinnedHttp(vertx, options);
  }

  /** The result of a post. Reasons never repeat the link. */
  sealed interface Posted {
    /**
     * The receiver answered with this status.
     *
     * @param retryAfter how long it wants to be left alone, where it says so
     */
    record Answered(int status, Optional<Duration> retryAfter) implements Posted {}

    /** The link must never be followed. */
    record Forbidden(String why) implements Posted {}

    /** The body may have arrived, or not. */
    record Transient(String why) implements Posted {}
  }

  /** Posts once, and waits for the head of the answer. */
  Posted post(URI link, Map<String, String> headers, String json, Duration budget) {
    var deadline = Deadline.in(budget);
    try {
      return switch (deadline.await(verdict(link))) {
        case LinkVerdict.Forbidden(var why) -> new Posted.Forbidden(why);
        case LinkVerdict.Transient(var why) -> new Posted.Transient(why);
        case Allowed allowed -> {
          try (var answer = http.post(link, allowed, headers, json, deadline)) {
            yield new Posted.Answered(answer.status(), answer.retryAfter());
          }
        }
      };
    } catch (IOException failed) {
      return new Posted.Transient(
          Optional.ofNullable(failed.getMessage()).orElse("it could not be reached"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a webhook was sent", stopped);
    }
  }

  /** A name look-up cannot be interrupted; on a thread of its own it can be left behind. */
  private io.vertx.core.Future<LinkVerdict> verdict(URI link) {
    return vertx.executeBlocking(() -> guard.check(link), false).map(Objects::requireNonNull);
  }
}
