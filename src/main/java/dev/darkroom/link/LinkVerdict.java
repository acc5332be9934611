package dev.darkroom.link;

import java.net.InetAddress;

/** The guard's verdict about a link. Reasons never repeat the link. */
public sealed interface LinkVerdict {

  /**
   * The link may be followed, to exactly this address.
   *
   * @param origin its host is named in SNI, checked in the certificate, and asked for
   * @param address to connect to; the host must not be resolved again
   */
  record Allowed(Origin origin, InetAddress address) implements LinkVerdict {}

  /** The link must never be followed. */
  record Forbidden(String why) implements LinkVerdict {}

  /** The host was not found; a later look-up may find it. */
  record Transient(String why) implements LinkVerdict {}
}
