package dev.darkroom.task;

import dev.darkroom.base.Bounds;
import dev.darkroom.base.TextCut;
import java.time.Instant;

/**
 * What was seen of a provider's idempotency keys.
 *
 * @param isHonoured whether a repeat with one key was seen to answer with the first task
 * @param account the account that it was seen for; it says nothing about another one
 * @param at when the canary began, or when the trust was withdrawn
 * @param seen in a few words, free of secrets
 */
public record CanaryRecord(
    ProviderId provider, boolean isHonoured, AccountFingerprint account, Instant at, String seen) {
  private static final int LONGEST = 500;

  public CanaryRecord {
    seen = TextCut.marked(seen, LONGEST);
  }

  /** Whether a call of this account may be repeated. */
  public boolean isTrustedFor(AccountFingerprint other) {
    return isHonoured && account.equals(other);
  }

  /** The same after an answer that contradicts it: not older, whatever the clock of the canary. */
  public CanaryRecord withdrawn(String why, Instant now) {
    return new CanaryRecord(
        provider, false, account, Bounds.atLeast(now, at), "trust withdrawn: " + why);
  }
}
