package dev.darkroom.link;

import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.link.LinkVerdict.Forbidden;
import dev.darkroom.link.LinkVerdict.Transient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides whether an untrusted link may be followed, and to which address. {@link LinkRule} judges
 * its form; all addresses of its host must be public. Trusted origins are exempt.
 */
@Singleton
public final class LinkGuard {
  private final Resolver resolver;
  private final LinkRule rule;

  @Inject
  LinkGuard(LinkRule rule) {
    this(host -> List.of(InetAddress.getAllByName(host)), rule);
  }

  /**
   * A guard with doubles.
   *
   * @param port the only port that untrusted links may name
   */
  public LinkGuard(Resolver resolver, Set<Origin> trusted, int port) {
    this(resolver, LinkRule.of(trusted, port));
  }

  private LinkGuard(Resolver resolver, LinkRule rule) {
    this.resolver = resolver;
    this.rule = rule;
  }

  /** The same guard with more origins that are trusted to be private. */
  public LinkGuard orTrusting(Predicate<Origin> more) {
    return new LinkGuard(resolver, rule.orTrusting(more));
  }

  /** Judges a link. Asks the resolver at most once, and waits for it. */
  public LinkVerdict check(WebLink link) {
    return rule.objection(link)
        .<LinkVerdict>map(Forbidden::new)
        .orElseGet(() -> resolved(link.origin()));
  }

  /** Judges a link. Asks the resolver at most once, and waits for it. */
  public LinkVerdict check(URI link) {
    return WebLink.parse(link.toString())
        .map(this::check)
        .orElseGet(() -> new Forbidden(LinkRule.UNREADABLE));
  }

  /** The objection to the form of the link, wherever its host is. */
  public Optional<String> objectionToForm(WebLink link) {
    return rule.objectionToForm(link);
  }

  /** The same link over https, unless its origin is trusted as plain http. */
  public WebLink secured(WebLink link) {
    return rule.trusts(link.origin()) ? link : link.secured();
  }

  private LinkVerdict resolved(Origin origin) {
    try {
      var addresses = resolver.resolve(origin.host());
      if (!rule.trusts(origin) && !addresses.stream().allMatch(AddressRule::isPublic)) {
        return new Forbidden("the link leads to an address that is not public");
      }
      return addresses.stream()
          .filter(Inet4Address.class::isInstance) // Lambda has no way out over IPv6 by default
          .findFirst()
          .or(() -> addresses.stream().findFirst())
          .<LinkVerdict>map(address -> new Allowed(origin, address))
          .orElseGet(() -> new Transient("the link's host has no address"));
    } catch (UnknownHostException unknown) {
      return new Transient("the link's host could not be resolved");
    }
  }

  /** Finds the addresses of a host. */
  @FunctionalInterface
  public interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }
}
