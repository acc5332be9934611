package dev.darkroom.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A link on the web, read as browsers read it: by the URL standard (url.spec.whatwg.org, read
 * 2026-11), for http and https. What is illegal is encoded, what is encoded stays as it is, and
 * nothing is normalised: a signature covers every byte.
 *
 * @param origin where the link leads
 * @param target what to ask for there: path and query, in ASCII; the fragment is dropped
 * @param hasCredentials whether a user stands before the host; the user itself is dropped
 */
public record WebLink(Origin origin, String target, boolean hasCredentials) {
  /** What a URI refuses, and browsers send as it stands. */
  private static final String NOT_IN_A_URI = "\"<>\\^`{|}[]";

  /** Reads an absolute link; empty if no browser would follow the text. */
  public static Optional<WebLink> parse(String text) {
    return new LinkReader(Optional.empty()).read(text);
  }

  /** Reads a link that was found at this one, such as a {@code Location}. */
  public Optional<WebLink> resolve(String text) {
    return new LinkReader(Optional.of(this)).read(text);
  }

  /**
   * Reads an absolute https link without user, fragment and blanks around, for a record that holds
   * URIs. A text that is a URI already is kept to the letter.
   */
  public static Optional<URI> httpsUri(String text) {
    boolean isBare = text.startsWith("https://") && text.charAt(text.length() - 1) > ' ';
    if (!isBare || text.indexOf('#') >= 0) {
      return Optional.empty();
    }
    return parse(text)
        .filter(link -> !link.hasCredentials())
        .map(link -> asGiven(text).orElseGet(link::uri));
  }

  /** The same over https. */
  public WebLink secured() {
    int port = origin.port() == Origin.HTTP_PORT ? Origin.HTTPS_PORT : origin.port();
    return origin.isSecure()
        ? this
        : new WebLink(new Origin("https", origin.host(), port), target, hasCredentials);
  }

  /** As a URI, in which some more characters are encoded than browsers do. */
  public URI uri() {
    return URI.create(origin.text() + strict().target());
  }

  /** The same, with all encoded that a URI refuses: what stands for itself to browsers, too. */
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

  /** Links are secrets. */
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
