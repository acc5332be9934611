package dev.darkroom.task;

import dev.darkroom.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Darkroom's id of a task, derived from the caller's {@link RequestId}. Whoever knows one of them
 * finds the record without a second index, and one conditional write claims both.
 *
 * @param value 26 characters of Crockford's base 32 in lower case: 130 bits of SHA-256
 */
public record TaskId(String value) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  public TaskId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a task id is 26 characters of [0-9a-z] without i, l, o, u");
    }
  }

  /** The one task id that belongs to this request id. */
  public static TaskId of(RequestId request) {
    var hash = Sha256.of(request.value().getBytes(StandardCharsets.UTF_8));
    var text = new StringBuilder(LENGTH);
    for (int bit = 0; bit < LENGTH * 5; bit += 5) {
      text.append(ALPHABET.charAt(fiveBits(hash, bit)));
    }
    return new TaskId(text.toString());
  }

  /** Whether this text has the form of a task id. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  private static int fiveBits(byte[] bytes, int from) {
    int index = from / 8;
    int twoBytes = (bytes[index] & 0xff) << 8 | (bytes[index + 1] & 0xff);
    return twoBytes >> (11 - from % 8) & 0x1f;
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof TaskId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
