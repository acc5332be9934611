package dev.darkroom.task;

import java.util.regex.Pattern;

/**
 * The name of a provider, as in events, routes and environment variables.
 *
 * @param value 2 to 32 characters of {@code [a-z0-9-]}, a letter first
 */
public record ProviderId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

  public ProviderId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not the name of a provider: " + value);
    }
  }

  /** Whether this text may be the name of a provider. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
