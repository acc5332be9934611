package dev.darkroom.provider.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of a paid call, and the proof of whether it left.
 *
 * <p>The REST client asks for the bytes only once it has a connection, handshake included. So a
 * body that was never handed out has not been sent. A body that is withdrawn first never will be,
 * even if the connection comes up later. No body is handed out twice, so no layer below can repeat
 * a paid call.
 */
public final class PaidBody {
  private enum Place {
    HERE,
    HANDED_OUT,
    WITHDRAWN
  }

  private final String json;
  private final AtomicReference<Place> place = new AtomicReference<>(Place.HERE);

  PaidBody(String json) {
    this.json = json;
  }

  /**
   * Hands the bytes to the connection. From here on they may have arrived.
   *
   * @throws IOException if they were handed out or withdrawn before
   */
  byte[] handOut() throws IOException {
    if (!place.compareAndSet(Place.HERE, Place.HANDED_OUT)) {
      throw new IOException("a paid body leaves at most once");
    }
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Withdraws the body for good; false if it may have left already. */
  boolean withdraw() {
    return place.compareAndSet(Place.HERE, Place.WITHDRAWN);
  }
}
