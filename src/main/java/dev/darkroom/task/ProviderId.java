package dev.darkroom.task;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a provider, as in events, routes and environment variables.
 *
 * @param value 2 to 32 characters of {@code [a-z0-9-]}, a letter first
 */
public record ProviderId(String value) {
  /** As providers write their names on their pages. */
  private static final Pattern MEANT =
      Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,31})(?:\\.[Aa][Ii])?");

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

  /**
   * The provider that a person means: {@code fal.ai} and {@code Fal} are {@code fal}.
   *
   * @return empty if the text cannot be a name
   */
  public static Optional<ProviderId> meant(String text) {
    return Optional.of(MEANT.matcher(text))
        .filter(Matcher::matches)
        .map(found -> new ProviderId(found.group(1).toLowerCase(Locale.ROOT)));
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof ProviderId id && value.equals(id.value);
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
