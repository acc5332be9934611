package dev.darkroom.task;

/**
 * A link that a provider gave for a result: untrusted, signed, short-lived.
 *
 * @param index position in the provider's list, from 0
 * @param link the provider's text as it came; it may be no link at all, or a {@code data:} URL
 */
public record RemoteImage(int index, String link) {
  @Override
  public String toString() {
    return "RemoteImage[index=" + index + ", link=***]";
  }
}
