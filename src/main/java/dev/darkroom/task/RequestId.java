package dev.darkroom.task;

/**
 * The caller's idempotency key: the same id and the same request mean the same task.
 *
 * @param value 1 to 255 visible ASCII characters (0x21 to 0x7E)
 */
public record RequestId(String value) {
  public static final int MAX_LENGTH = 255;

  public RequestId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a request id is 1 to " + MAX_LENGTH + " visible ASCII characters");
    }
  }

  /** Whether this text may be a request id. */
  public static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(character -> character > 0x20 && character < 0x7f);
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof RequestId id && value.equals(id.value);
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
