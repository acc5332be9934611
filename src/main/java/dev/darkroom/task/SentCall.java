package dev.darkroom.task;

import java.time.Instant;
import java.util.Optional;

/**
 * A paid call whose answer is unknown, at a provider that can be sent the same call again.
 *
 * <p>The body holds the prompt and may hold signed links: it is shown in no answer and no log.
 *
 * @param body exactly as it was sent; empty: it is not kept, so the call is never repeated
 * @param account the account that the call was made for
 * @param repeatedAt when the one repeat was about to leave; empty: it never left
 */
public record SentCall(
    Optional<String> body, AccountFingerprint account, Optional<Instant> repeatedAt) {
  /** A longer body is not kept. */
  public static final int LONGEST_BODY = 100_000;

  public SentCall {
    if (body.filter(text -> text.length() > LONGEST_BODY).isPresent()) {
      body = Optional.empty();
    }
  }

  /** A call that was made just now. */
  public static SentCall of(String body, AccountFingerprint account) {
    return new SentCall(Optional.of(body), account, Optional.empty());
  }

  /** The body, if the call may be repeated. */
  public Optional<String> repeatableBody() {
    return repeatedAt.isPresent() ? Optional.empty() : body;
  }

  /** The same once its repeat is about to leave. The body is not needed any more. */
  public SentCall repeated(Instant now) {
    return new SentCall(Optional.empty(), account, Optional.of(now));
  }

  /** The same without its body: there is no room for it. */
  public SentCall withoutBody() {
    return new SentCall(Optional.empty(), account, repeatedAt);
  }

  @Override
  public String toString() {
    return "SentCall[body=%s, account=%s, repeatedAt=%s]"
        .formatted(body.isPresent() ? "***" : "none", account, repeatedAt);
  }
}
