package dev.darkroom.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a link from outside must look like, before anybody asks where it leads: https, on the usual
 * port, without credentials, its host no private address. Trusted origins are exempt. Reasons never repeat the link.
 */
@Singleton
public final class LinkRule {
  /** What is said of a text that no browser would follow. */
  static final String UNREADABLE = "the link is not an absolute https link";

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  private final Set<Origin> trusted;
  private final int port;

  @Inject
  LinkRule(LinkConfig config) {
    this(
        config.trustedOrigins().orElse(List.of()).stream()
            .map(Origin::parse)
            .collect(Collectors.toSet()),
        Origin.HTTPS_PORT);
  }

  private LinkRule(Set<Origin> trusted, int port) {
    this.trusted = Set.copyOf(trusted);
    this.port = port;
  }

  /**
   * A rule of one's own.
   *
   * @param port the only one that strangers may name
   */
  public static LinkRule of(Set<Origin> trusted, int port) {
    return new LinkRule(trusted, port);
  }

  /** What speaks against the link; empty: nothing that can be seen. */
  public Optional<String> objection(URI link) {
    return WebLink.parse(link.toString())
        .map(this::objection)
        .orElseGet(() -> Optional.of(UNREADABLE));
  }

  /** What speaks against the link; empty: nothing that can be seen. */
  Optional<String> objection(WebLink link) {
    return objectionToForm(link)
        .or(
            () ->
                !trusts(link.origin()) && isPrivate(link.origin().host())
                    ? Optional.of("the link leads to an address that is not public")
                    : Optional.empty());
  }

  /** What speaks against the link, wherever its host is. */
  Optional<String> objectionToForm(WebLink link) {
    var origin = link.origin();
    if (link.hasCredentials()) {
      return Optional.of("the link carries credentials");
    }
    if (trusts(origin)) {
      return Optional.empty();
    }
    if (!origin.isSecure()) {
      return Optional.of("the link is not https");
    }
    return origin.port() == port
        ? Optional.empty()
        : Optional.of("the link names an unusual port");
  }

  /** Whether this very origin may be private. */
  public boolean trusts(Origin origin) {
    return trusted.contains(origin);
  }

  /** Of names, only those that never lead out (RFC 6761); an address is judged as one. */
  private static boolean isPrivate(String host) {
    if (host.startsWith("[")) {
      var address = InetAddress.ofLiteral(host.substring(1, host.length() - 1));
      // An IPv4 address in the brackets of an IPv6 one is a disguise, whatever it is.
      return address instanceof Inet4Address || !AddressRule.isPublic(address);
    }
    return DOTTED_QUAD.matcher(host).matches()
        ? !AddressRule.isPublic(InetAddress.ofLiteral(host))
        : host.equals("localhost") || host.endsWith(".localhost");
  }
}
