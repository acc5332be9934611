package dev.darkroom.link;

import dev.darkroom.base.RetryAfterHeader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An answer whose body is read piece by piece. Only a few pieces are requested in advance, so a
 * slow reader slows the sender down. Closing it closes the connection.
 */
public final class RemoteAnswer implements AutoCloseable {
  private static final int AHEAD = 4;

  private final HttpClientResponse response;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private boolean hasEnded;

  /** Made on the thread of the response, before the first part of its body. */
  RemoteAnswer(HttpClientResponse response) {
    this.response = response;
    response.pause();
    response.exceptionHandler(_ -> pieces.add(new Broken()));
    response.endHandler(_ -> pieces.add(new End()));
    response.handler(buffer -> pieces.add(new Data(buffer)));
  }

  public int status() {
    return response.statusCode();
  }

  /** The target of a redirect; bytes outside ASCII are encoded. */
  public Optional<String> location() {
    return Optional.ofNullable(response.getHeader(HttpHeaders.LOCATION))
        .filter(text -> !text.isBlank())
        .map(PercentCode::bytes);
  }

  /** The encodings of the body, in the order of their use; empty if there are none. */
  public List<String> contentEncodings() {
    return response.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.equals("identity"))
        .toList();
  }

  /** How long the sender wants to be left alone, in seconds or until a date (RFC 9110, 10.2.3). */
  public Optional<Duration> retryAfter() {
    return RetryAfterHeader.read(
        header(HttpHeaders.RETRY_AFTER.toString()), header(HttpHeaders.DATE.toString()));
  }

  private String header(String name) {
    return Optional.ofNullable(response.getHeader(name)).orElse("").strip();
  }

  /** The length that the sender announced; empty without a sensible one. */
  public OptionalLong contentLength() {
    var text = Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_LENGTH)).orElse("");
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** Requests the body. Call it once, before {@link #next}. */
  public void start() {
    response.fetch(AHEAD);
  }

  /**
   * The next bytes of the body; empty at its end, at every call.
   *
   * @throws IOException if the body ends early, or not in time
   */
  public Optional<byte[]> next(Deadline deadline) throws IOException, InterruptedException {
    if (hasEnded) {
      return Optional.empty();
    }
    var piece = Optional.ofNullable(pieces.poll(deadline.remaining(), TimeUnit.NANOSECONDS));
    return switch (piece.orElseThrow(() -> new IOException("it did not end in time"))) {
      case Data(var buffer) -> {
        response.fetch(1);
        yield Optional.of(buffer.getBytes());
      }
      case End() -> {
        hasEnded = true;
        yield Optional.empty();
      }
      case Broken() -> throw new IOException("it broke off");
    };
  }

  @Override
  public void close() {
    response.request().reset();
  }

  private sealed interface Piece {}

  private record Data(Buffer buffer) implements Piece {}

  private record End() implements Piece {}

  private record Broken() implements Piece {}
}
