package dev.darkroom.link;

import java.util.regex.Pattern;

/**
 * The scheme, host and port of a link.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in ASCII and lower case; an IPv6 address in brackets
 * @param port always present
 */
public record Origin(String scheme, String host, int port) {
  static final int HTTP_PORT = 80;
  static final int HTTPS_PORT = 443;

  private static final Pattern BARE = Pattern.compile("(?i)https?://[^/?#\\\\@*]+");

  /**
   * Reads an origin from configuration.
   *
   * @throws IllegalArgumentException if the text is more than scheme, host and perhaps port
   */
  public static Origin parse(String text) {
    return WebLink.parse(text)
        .filter(_ -> BARE.matcher(text.strip()).matches())
        .map(WebLink::origin)
        .orElseThrow(() -> malformed(text));
  }

  public boolean isSecure() {
    return scheme.equals("https");
  }

  /** The origin as the start of a link. */
  String text() {
    boolean isUsual = port == (isSecure() ? HTTPS_PORT : HTTP_PORT);
    return scheme + "://" + host + (isUsual ? "" : ":" + port);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "DARKROOM_DELIVERY_TRUSTED_ORIGINS (not an origin such as https://host:8443: "
            + text
            + ")");
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof Origin origin
        && port == origin.port
        && host.equals(origin.host)
        && scheme.equals(origin.scheme);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * scheme.hashCode() + host.hashCode()) + port;
  }
}
