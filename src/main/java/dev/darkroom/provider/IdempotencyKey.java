package dev.darkroom.provider;

import dev.darkroom.task.Task;
import java.util.regex.Pattern;

/**
 * The key of one paid call. A provider that knows such keys answers a repeat with the first task.
 *
 * @param value 16 to 96 characters of {@code [A-Za-z0-9._-]} (EvoLink's own client, 2026-11-26)
 */
public record IdempotencyKey(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{16,96}");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a key is 16 to 96 characters of [A-Za-z0-9._-]");
    }
  }

  /** The key of this claim of a task. No other claim has it, even after the record's life. */
  public static IdempotencyKey of(Task claim) {
    return new IdempotencyKey(claim.id() + "-" + claim.claimMark());
  }

  @Override
  public String toString() {
    return value;
  }
}
