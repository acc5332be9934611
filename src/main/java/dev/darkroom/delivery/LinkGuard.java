package dev.darkroom.delivery;

import dev.darkroom.delivery.LinkVerdict.Allowed;
import dev.darkroom.delivery.LinkVerdict.Refused;
import dev.darkroom.delivery.LinkVerdict.Unresolved;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whether a link from outside may be followed, and to which address: https, public, on the
 * usual port, without credentials. Trusted origins are exempt.
 */
@Singleton
public final class LinkGuard {
  private static final int HTTPS_PORT = 443;
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  private final Resolver resolver;
  private final Set<Origin> trusted;
  private final int port;

  @Inject
  LinkGuard(DeliveryConfig config) {
    this(
        host -> List.of(InetAddress.getAllByName(host)),
        config.trustedOrigins().orElse(List.of()).stream()
            .map(Origin::parse)
            .collect(Collectors.toSet()),
        HTTPS_PORT);
  }

  /**
   * With doubles.
   *
   * @param port the only one that strangers may name
   */
  LinkGuard(Resolver resolver, Set<Origin> trusted, int port) {
    this.resolver = resolver;
    this.trusted = Set.copyOf(trusted);
    this.port = port;
  }

  /** Asks the resolver once, at most, and waits for it. */
  public LinkVerdict check(URI link) {
    var origin = Origin.of(link);
    if (origin.isEmpty()) {
      return new Refused("the link is not an absolute https link");
    }
    return objection(link, origin.get())
        .<LinkVerdict>map(Refused::new)
        .orElseGet(() -> resolved(origin.get()));
  }

  private Optional<String> objection(URI link, Origin origin) {
    if (link.getRawUserInfo() != null) {
      return Optional.of("the link carries credentials");
    }
    if (trusted.contains(origin)) {
      return Optional.empty();
    }
    if (!origin.isSecure()) {
      return Optional.of("the link is not https");
    }
    if (origin.port() != port) {
      return Optional.of("the link names an unusual port");
    }
    return isOddlyWritten(origin.host())
        ? Optional.of("the link's host is written in an unusual way")
        : Optional.empty();
  }

  /** Forms that one reader takes for a name and another for an address. */
  private static boolean isOddlyWritten(String host) {
    return host.endsWith(".")
        || host.contains("%")
        || (NUMERIC.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches());
  }

  private LinkVerdict resolved(Origin origin) {
    try {
      var addresses = resolver.resolve(origin.host());
      if (!trusted.contains(origin) && !areAllPublic(origin.host(), addresses)) {
        return new Refused("the link leads to an address that is not public");
      }
      return addresses.stream()
          .filter(Inet4Address.class::isInstance) // Lambda has no way out over IPv6 by default
          .findFirst()
          .or(() -> addresses.stream().findFirst())
          .<LinkVerdict>map(address -> new Allowed(origin, address))
          .orElseGet(() -> new Unresolved("the link's host has no address"));
    } catch (UnknownHostException unknown) {
      return new Unresolved("the link's host could not be resolved");
    }
  }

  /** An IPv4 address in the brackets of an IPv6 one is a disguise, whatever it is. */
  private static boolean areAllPublic(String host, List<InetAddress> addresses) {
    var bracketed = host.startsWith("[");
    return addresses.stream()
        .allMatch(
            address ->
                AddressRule.isPublic(address) && !(bracketed && address instanceof Inet4Address));
  }

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }
}
