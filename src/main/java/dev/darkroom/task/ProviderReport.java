package dev.darkroom.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a provider says about a task, asked with our own key. */
public sealed interface ProviderReport {
  /**
   * Not done yet; also every state we do not know.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   * @param percent how far it is, 0 to 100, where the provider says so
   */
  record Running(Optional<Duration> notBefore, Optional<Integer> percent)
      implements ProviderReport {
    /** Without a word on how far it is. */
    public Running(Optional<Duration> notBefore) {
      this(notBefore, Optional.empty());
    }

    /** Without a word on when to come again. */
    public Running() {
      this(Optional.empty());
    }
  }

  /**
   * Done.
   *
   * @param images at least one
   * @param billed what it cost, where the provider says so
   * @param linksExpireAt when the links die, where the provider says so
   */
  record Succeeded(List<RemoteImage> images, Optional<Cost> billed, Optional<Instant> linksExpireAt)
      implements ProviderReport {
    /** Without a word on how long the links live. */
    public Succeeded(List<RemoteImage> images, Optional<Cost> billed) {
      this(images, billed, Optional.empty());
    }

    /** What a record keeps of it, which has the bill elsewhere. */
    Succeeded kept(List<RemoteImage> some) {
      return new Succeeded(some, Optional.empty(), linksExpireAt);
    }

    public Succeeded {
      images = List.copyOf(images);
      if (images.isEmpty()) {
        throw new IllegalArgumentException("a success has images");
      }
    }
  }

  /** Failed or cancelled over there, for good. */
  record Rejected(Failure failure) implements ProviderReport {}
}
