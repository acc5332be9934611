package dev.darkroom.answer;

import dev.darkroom.task.CanaryRecord;

/**
 * What was last seen of a provider's idempotency keys.
 *
 * @param honoured whether lost paid calls of this account are repeated with their keys
 * @param account the fingerprint of the key that it was seen with
 * @param at ISO 8601
 * @param seen in a few words
 */
public record CanaryAnswer(
    String provider, boolean honoured, String account, String at, String seen) {
  public static CanaryAnswer of(CanaryRecord record) {
    return new CanaryAnswer(
        record.provider().value(),
        record.isHonoured(),
        record.account().value(),
        record.at().toString(),
        record.seen());
  }
}
