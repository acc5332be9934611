package dev.darkroom.secret;

/**
 * A key that must not be seen: its text is {@code ***} wherever it is printed.
 *
 * @param reveal the key itself, for the one call that needs it
 */
public record Secret(String reveal) {
  public Secret {
    if (reveal.isBlank()) {
      throw new IllegalArgumentException("a secret is not blank");
    }
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && reveal.equals(secret.reveal);
  }

  @Override
  public int hashCode() {
    return reveal.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
