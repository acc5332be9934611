package dev.darkroom.provider.support;

import dev.darkroom.task.AccountFingerprint;
import java.util.Optional;

/**
 * The outcome of a paid call, and whose account it was made for.
 *
 * @param account empty: no key could be read
 */
public record PaidOutcome(CallOutcome outcome, Optional<AccountFingerprint> account) {}
