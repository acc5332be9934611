package dev.darkroom.delivery;

import dev.darkroom.link.Deadline;
import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.LinkVerdict;
import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.link.LinkVerdict.Forbidden;
import dev.darkroom.link.LinkVerdict.Transient;
import dev.darkroom.link.PinnedHttp;
import dev.darkroom.link.RemoteAnswer;
import dev.darkroom.link.WebLink;
import dev.darkroom.task.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a guarded link, with its redirects, into a spool. A host that answers anything but the
 * picture may give the picture a moment later. Only three failures are permanent: the form of the
 * link itself, an address that is not public, and a picture that is too large.
 */
@Singleton
final class ImageFetch {
  private static final int MAX_REDIRECTS = 3;

  /**
   * Answers of stores whose link has expired or whose object is gone; caches give them for seconds.
   */
  private static final Set<Integer> LOOKS_GONE = Set.of(400, 401, 403, 404, 410, 451);

  private final LinkGuard guard;
  private final Vertx vertx;
  private final PinnedHttp http;
  private final BodySpooler bodies;

  @Inject
  ImageFetch(LinkGuard guard, Vertx vertx, DeliveryConfig config) {
    this(guard, vertx, config, PinnedHttp.options());
  }

  /** A fetch with other options than the JVM's trust. */
  ImageFetch(LinkGuard guard, Vertx vertx, DeliveryConfig config, HttpClientOptions options) {
    this.guard = guard;
    this.vertx = vertx;
    http = new PinnedHttp(vertx, options);
    bodies = new BodySpooler(config);
  }

  /** Fetches the image; blocks until the deadline at most. */
  FetchResult into(Spool spool, String given, Deadline deadline) throws InterruptedException {
    try {
      if (DataLink.isMeant(given)) {
        return bodies.inline(given, spool, deadline);
      }
      var link = WebLink.parse(given).map(guard::secured);
      if (link.isEmpty()) {
        return permanent("what the provider gave is not a link");
      }
      var objection = guard.objectionToForm(link.get());
      return objection.isPresent()
          ? permanent(objection.get())
          : follow(link.get(), spool, deadline);
    } catch (IOException failed) {
      return new FetchResult.Transient(
          Optional.ofNullable(failed.getMessage()).orElse("it could not be read"));
    }
  }

  private FetchResult follow(WebLink link, Spool spool, Deadline deadline)
      throws IOException, InterruptedException {
    var next = link;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      switch (step(spool, next, deadline)) {
        case Done(var fetched) -> {
          return fetched;
        }
        case Onward(var to) -> next = to;
      }
    }
    return unexpected("the link redirects more than " + MAX_REDIRECTS + " times");
  }

  private Step step(Spool spool, WebLink link, Deadline deadline)
      throws IOException, InterruptedException {
    return switch (deadline.await(verdict(link))) {
      case Forbidden(var why) -> new Done(permanent(why));
      case Transient(var why) -> new Done(new FetchResult.Transient(why));
      case Allowed allowed -> {
        try (var answer = http.get(link, allowed, deadline)) {
          yield read(answer, spool, link, deadline);
        }
      }
    };
  }

  /** Looks up the name on a thread of its own: it cannot be interrupted, but left behind. */
  private Future<LinkVerdict> verdict(WebLink link) {
    return vertx.executeBlocking(() -> guard.check(link), false).map(Objects::requireNonNull);
  }

  /**
   * 203 comes from a proxy that has changed the answer, as by decoding it. 400 comes from servers
   * that take no link as browsers write it (the JDK's, Tomcat).
   */
  private Step read(RemoteAnswer answer, Spool spool, WebLink link, Deadline deadline)
      throws IOException, InterruptedException {
    int status = answer.status();
    return switch (status) {
      case 200, 203 -> new Done(bodies.body(answer, spool, deadline));
      case 301, 302, 303, 307, 308 -> onward(answer, link);
      default ->
          status == 400 && !link.equals(link.strict())
              ? new Onward(link.strict())
              : new Done(refused(status));
    };
  }

  private static FetchResult refused(int status) {
    var code =
        LOOKS_GONE.contains(status) ? ErrorCode.RESULT_EXPIRED : ErrorCode.RESULT_UNAVAILABLE;
    return new FetchResult.Transient(code, "the link answered " + status);
  }

  /** A host may send the next request elsewhere, so even an odd redirect is transient. */
  private Step onward(RemoteAnswer answer, WebLink from) {
    var location = answer.location();
    if (location.isEmpty()) {
      return new Done(unexpected("the link redirects to nowhere"));
    }
    var to = location.flatMap(from::resolve).map(guard::secured);
    if (to.isEmpty()) {
      return new Done(unexpected("the link redirects to what is no link on the web"));
    }
    return guard
        .objectionToForm(to.get())
        .<Step>map(why -> new Done(unexpected("a redirect: " + why)))
        .orElseGet(() -> new Onward(to.get()));
  }

  private static FetchResult unexpected(String why) {
    return new FetchResult.Transient(ErrorCode.RESULT_REJECTED, why);
  }

  private static FetchResult permanent(String why) {
    return new FetchResult.Permanent(ErrorCode.RESULT_REJECTED, why);
  }

  private sealed interface Step {}

  private record Done(FetchResult fetched) implements Step {}

  private record Onward(WebLink link) implements Step {}
}
