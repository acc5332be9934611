package dev.darkroom.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a link leads, without what is asked for there.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address in brackets
 * @param port never left out
 */
public record Origin(String scheme, String host, int port) {

  /** The origin of a link; none if it is not an absolute http link with a well-formed host. */
  public static Optional<Origin> of(URI link) {
    var scheme = link.getScheme();
    var host = link.getHost();
    if (scheme == null || host == null) {
      return Optional.empty();
    }
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https" -> Optional.of(of("https", host, link.getPort(), 443));
      case "http" -> Optional.of(of("http", host, link.getPort(), 80));
      default -> Optional.empty();
    };
  }

  /**
   * Reads an origin from configuration.
   *
   * @throws IllegalArgumentException if it is anything but scheme, host and perhaps port
   */
  public static Origin parse(String text) {
    try {
      var link = new URI(text.strip());
      var bare =
          link.getRawUserInfo() == null
              && link.getRawPath().isEmpty()
              && link.getRawQuery() == null
              && link.getRawFragment() == null;
      return of(link).filter(_ -> bare).orElseThrow(() -> malformed(text));
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(malformed(text).getMessage(), malformed);
    }
  }

  public boolean isSecure() {
    return scheme.equals("https");
  }

  private static Origin of(String scheme, String host, int port, int usual) {
    return new Origin(scheme, host.toLowerCase(Locale.ROOT), port == -1 ? usual : port);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "DARKROOM_DELIVERY_TRUSTED_ORIGINS (not an origin such as https://host:8443: "
            + text
            + ")");
  }
}
