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
 * port, without credentials, its host no private address and written as everybody writes it.
 * Trusted origins are exempt. Reasons never repeat the link.
 */
@Singleton
public final class LinkRule {
  private static final int HTTPS_PORT = 443;
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
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
        HTTPS_PORT);
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
    return Origin.of(link)
        .map(origin -> objection(link, origin))
        .orElseGet(() -> Optional.of("the link is not an absolute https link"));
  }

  /** Whether this very origin may be private. */
  public boolean trusts(Origin origin) {
    return trusted.contains(origin);
  }

  private Optional<String> objection(URI link, Origin origin) {
    if (link.getRawUserInfo() != null) {
      return Optional.of("the link carries credentials");
    }
    if (trusts(origin)) {
      return Optional.empty();
    }
    if (!origin.isSecure()) {
      return Optional.of("the link is not https");
    }
    if (origin.port() != port) {
      return Optional.of("the link names an unusual port");
    }
    if (isOddlyWritten(origin.host())) {
      return Optional.of("the link's host is written in an unusual way");
    }
    return isPrivate(origin.host())
        ? Optional.of("the link leads to an address that is not public")
        : Optional.empty();
  }

  /** Forms that one reader takes for a name and another for an address. */
  private static boolean isOddlyWritten(String host) {
    return host.endsWith(".")
        || host.contains("%")
        || (NUMERIC.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches());
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
