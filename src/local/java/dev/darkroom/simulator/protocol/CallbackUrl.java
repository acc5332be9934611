package dev.darkroom.simulator.protocol;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where a provider may be told to call back, as EvoLink's document has it (2026-11-20). */
public final class CallbackUrl {
  private static final int LONGEST = 2048;

  private CallbackUrl() {}

  /** What is wrong with an address, if anything. Names are not looked up. */
  public static Optional<String> problem(String text, boolean isLoopbackTaken) {
    if (text.length() > LONGEST) {
      return Optional.of("must not exceed 2048 characters");
    }
    return parsed(text)
        .map(address -> problem(address, isLoopbackTaken))
        .orElseGet(() -> Optional.of("must be an absolute address with a host"));
  }

  /** The same address with a last path segment that nobody handed out. */
  public static URI withBrokenToken(URI address) {
    var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    // More than the last character, whose spare bits some decoders of base64 overlook.
    int start = Math.max(path.lastIndexOf('/') + 1, path.length() - 8);
    var broken = new StringBuilder(path.substring(0, start));
    path.substring(start).chars().forEach(c -> broken.append(c == 'A' ? 'B' : 'A'));
    String query = Optional.ofNullable(address.getRawQuery()).map(text -> "?" + text).orElse("");
    return URI.create(address.getScheme() + "://" + address.getRawAuthority() + broken + query);
  }

  private static Optional<String> problem(URI address, boolean isLoopbackTaken) {
    var kind = kind(address.getHost());
    if (kind == Kind.INTERNAL || (kind == Kind.LOOPBACK && !isLoopbackTaken)) {
      return Optional.of("must not be an internal address");
    }
    var scheme = address.getScheme().toLowerCase(Locale.ROOT);
    boolean isTaken = scheme.equals("https") || (scheme.equals("http") && kind == Kind.LOOPBACK);
    return isTaken ? Optional.empty() : Optional.of("only HTTPS is supported");
  }

  private static Kind kind(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return Kind.LOOPBACK;
    }
    boolean isLiteral = host.startsWith("[") || host.matches("[0-9.]+");
    if (!isLiteral) {
      return Kind.PUBLIC;
    }
    return literal(host).map(CallbackUrl::kind).orElse(Kind.INTERNAL);
  }

  private static Kind kind(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return Kind.LOOPBACK;
    }
    boolean isInternal =
        address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || address.isAnyLocalAddress()
            || address.isMulticastAddress();
    return isInternal ? Kind.INTERNAL : Kind.PUBLIC;
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<URI> parsed(String text) {
    try {
      var address = new URI(text);
      boolean isWhole = address.getScheme() != null && address.getHost() != null;
      return isWhole ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private enum Kind {
    PUBLIC,
    LOOPBACK,
    INTERNAL
  }
}
