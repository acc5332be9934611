package dev.darkroom.task;

import dev.darkroom.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Tells one account with a provider from another without naming it.
 *
 * <p>It is made of the key that a call travelled with. Another key counts as another account, even
 * if the provider knows both as one.
 *
 * @param value 16 hexadecimal digits: the first 64 bits of the key's SHA-256
 */
public record AccountFingerprint(String value) {
  private static final int BYTES = 8;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  public AccountFingerprint {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a fingerprint is 16 hexadecimal digits");
    }
  }

  /** The fingerprint of the account that this key belongs to. */
  public static AccountFingerprint of(String key) {
    var hash = Sha256.of(key.strip().getBytes(StandardCharsets.UTF_8));
    return new AccountFingerprint(HexFormat.of().formatHex(hash, 0, BYTES));
  }

  @Override
  public String toString() {
    return value;
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof AccountFingerprint mark && value.equals(mark.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
