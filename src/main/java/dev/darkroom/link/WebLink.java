package dev.darkroom.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A link on the web, for http and https, read as browsers read it. It follows the URL standard
 * (url.spec.whatwg.org, read 2026-11). Illegal characters are encoded, encoded ones stay, and
 * nothing is normalized: a signature covers every byte.
 *
 * @param origin where the link leads
 * @param target path and query, in ASCII; the fragment is dropped
 * @param hasCredentials whether a user stands before the host; the user is dropped
 */
public record WebLink(Origin origin, String target, boolean hasCredentials) {
  /** Characters that a URI refuses, and browsers send unchanged. */
  private static final String NOT_IN_A_URI = "\"<>\\^`{|}[]";

  /** Reads an absolute link; empty if no browser would follow the text. */
  public static Optional<WebLink> parse(String text) {
    return new LinkReader(Optional.empty()).read(text);
  }

  /** Reads a link that was found at this link, such as a {@code Location}. */
  public Optional<WebLink> resolve(String text) {
    return new LinkReader(Optional.of(this)).read(text);
  }

  /**
   * Reads an absolute http or https link without user, fragment and surrounding blanks, as a URI. A
   * text that is already a URI is kept unchanged.
   */
  public static Optional<URI> webUri(String text) {
    boolean isWeb = text.startsWith("https://") || text.startsWith("http://");
    if (!isWeb || text.charAt(text.length() - 1) <= ' ' || text.indexOf('#') >= 0) {
      return Optional.empty();
    }
    return parse(text)
        .filter(link -> !link.hasCredentials())
        .map(link -> asGiven(text).orElseGet(link::uri));
  }

  /** The same link over https. */
  public WebLink secured() {
    int port = origin.port() == Origin.HTTP_PORT ? Origin.HTTPS_PORT : origin.port();
    return origin.isSecure()
        ? this
        : new WebLink(new Origin("https", origin.host(), port), target, hasCredentials);
  }

  /** The link as a URI: more characters are encoded than browsers encode. */
  public URI uri() {
    return URI.create(origin.text() + strict().target());
  }

  /** The same link, with all characters encoded that a URI refuses. */
  public WebLink strict() {
    var text = new StringBuilder();
    for (int at = 0; at < target.length(); at++) {
      char one = target.charAt(at);
      if (NOT_IN_A_URI.indexOf(one) >= 0 || (one == '%' && !PercentCode.isAt(target, at))) {
        PercentCode.append(text, one);
      } else {
        text.append(one);
      }
    }
    return new WebLink(origin, text.toString(), hasCredentials);
  }

  /** Hides the link, which is a secret. */
  @Override
  public String toString() {
    return "WebLink[***]";
  }

  private static Optional<URI> asGiven(String text) {
    try {
      var uri = new URI(text);
      return Optional.of(uri).filter(one -> one.getHost() != null);
    } catch (URISyntaxException other) {
      return Optional.empty();
    }
  }
}
