package dev.darkroom.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The form that an untrusted link must have: https, the usual port, no credentials, no private
 * address. Trusted origins are exempt. Reasons never repeat the link.
 */
@Singleton
public final class LinkRule {
  /** The objection to a text that no browser would follow. */
  static final String UNREADABLE = "the link is not an absolute https link";

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  private final Predicate<Origin> trusted;
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
    this(Set.copyOf(trusted)::contains, port);
  }

  private LinkRule(Predicate<Origin> trusted, int port) {
    this.trusted = trusted;
    this.port = port;
  }

  /**
   * A rule with other settings.
   *
   * @param port the only port that untrusted links may name
   */
  public static LinkRule of(Set<Origin> trusted, int port) {
    return new LinkRule(trusted, port);
  }

  /** The same rule with more origins that are trusted to be private. */
  public LinkRule orTrusting(Predicate<Origin> more) {
    return new LinkRule(trusted.or(more), port);
  }

  /**
   * The objection to a link that others will read too; empty if there is none. The host must be
   * written as Darkroom reads it: nobody may read another host.
   */
  public Optional<String> objection(URI link) {
    var read = WebLink.parse(link.toString());
    if (read.isEmpty()) {
      return Optional.of(UNREADABLE);
    }
    var written = Optional.ofNullable(link.getHost());
    return objection(read.get())
        .or(
            () ->
                written
                    .filter(host -> !host.equalsIgnoreCase(read.get().origin().host()))
                    .map(_ -> "the link's host is written in an unusual way"));
  }

  /** The objection to the link; empty if there is none. */
  Optional<String> objection(WebLink link) {
    return objectionToForm(link)
        .or(
            () ->
                !trusts(link.origin()) && isPrivate(link.origin().host())
                    ? Optional.of("the link leads to an address that is not public")
                    : Optional.empty());
  }

  /** The objection to the form of the link, wherever its host is. */
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
    return origin.port() == port ? Optional.empty() : Optional.of("the link names an unusual port");
  }

  /** Whether this exact origin is trusted to be private. */
  public boolean trusts(Origin origin) {
    return trusted.test(origin);
  }

  /**
   * Whether a host is private. Of names, only those that never lead out (RFC 6761) are; an address
   * is judged as an address.
   */
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
