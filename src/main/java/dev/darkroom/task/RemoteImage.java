package dev.darkroom.task;

import java.net.URI;

/**
 * A link that a provider gave for a result: untrusted, signed, short-lived.
 *
 * @param index position in the provider's list, from 0
 */
public record RemoteImage(int index, URI link) {
  @Override
  public String toString() {
    return "RemoteImage[index=" + index + ", link=***]";
  }
}
