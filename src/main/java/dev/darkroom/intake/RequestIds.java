package dev.darkroom.intake;

import dev.darkroom.task.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes ids for events that name none: UUID version 7 (RFC 9562), so they sort by time. */
@ApplicationScoped
class RequestIds {
  private final Clock clock;

  RequestIds(Clock clock) {
    this.clock = clock;
  }

  RequestId next() {
    var random = new SecureRandom(); // made here: a native image must not carry a seed
    long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new RequestId(new UUID(high, low).toString());
  }
}
