package dev.darkroom.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An answer whose body is taken piece by piece: only a handful of pieces is ever asked for ahead,
 * so that a slow reader slows the sender down. Closing it closes the connection.
 */
public final class RemoteAnswer implements AutoCloseable {
  private static final int AHEAD = 4;

  private final HttpClientResponse response;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private boolean hasEnded;

  /** To be made where the response arrives, before the first of its body. */
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

  /** Where the answer sends us; its bytes outside ASCII are encoded, whatever they stand for. */
  public Optional<String> location() {
    return Optional.ofNullable(response.getHeader(HttpHeaders.LOCATION))
        .filter(text -> !text.isBlank())
        .map(PercentCode::bytes);
  }

  /** How the body is coded, in the order that it was done; empty: not at all. */
  public List<String> contentEncodings() {
    return response.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.equals("identity"))
        .toList();
  }

  /** What the sender says; none if it does not say, or nothing sensible. */
  public OptionalLong contentLength() {
    var text = Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_LENGTH)).orElse("");
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** Lets the body come; to be called once, before {@link #next}. */
  public void start() {
    response.fetch(AHEAD);
  }

  /**
   * The next bytes of the body; none at its end, however often one asks.
   *
   * @throws IOException if it ends early, or not in time
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
