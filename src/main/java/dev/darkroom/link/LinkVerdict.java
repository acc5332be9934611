package dev.darkroom.link;

import java.net.InetAddress;

/** What the guard says about a link. Reasons never repeat the link. */
public sealed interface LinkVerdict {

  /**
   * It may be followed, to this very address.
   *
   * @param origin whose host is to be named in SNI, checked in the certificate, and asked for
   * @param address to connect to; the host is not to be resolved again
   */
  record Allowed(Origin origin, InetAddress address) implements LinkVerdict {}

  /** It may never be followed. */
  record Forbidden(String why) implements LinkVerdict {}

  /** Its host was not found, just now. */
  record Transient(String why) implements LinkVerdict {}
}
