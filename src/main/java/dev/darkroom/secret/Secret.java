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

  @Override
  public String toString() {
    return "***";
  }
}
