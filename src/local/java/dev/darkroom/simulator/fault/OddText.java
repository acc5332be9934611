package dev.darkroom.simulator.fault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Text in an address that browsers take (WHATWG, "URL Standard") and {@link java.net.URI} does not,
 * or changes. It has to arrive as it was handed out, whatever a client encodes of it.
 */
public final class OddText {
  /** Illegal characters, a lone percent sign, and what Unicode's normal forms would change. */
  public static final String ALL = "|{}[]\"^`% \u00fce%CC%81\u1fef";

  /** The same as far as a header can hold it. */
  public static final String IN_HEADERS = "|{}[]\"^`%.e%CC%81";

  public static final String PARAMETER = "&odd=";

  private OddText() {}

  /** Whether a text arrived as it was handed out. */
  public static boolean isSame(String handedOut, String arrived) {
    return decoded(handedOut).equals(decoded(arrived));
  }

  /** What an address has behind {@link #PARAMETER}, or an empty text. */
  public static String in(String query) {
    int start = query.indexOf(PARAMETER);
    return start < 0 ? "" : query.substring(start + PARAMETER.length());
  }

  private static String decoded(String text) {
    var whole = text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B");
    return URLDecoder.decode(whole, StandardCharsets.UTF_8);
  }
}
