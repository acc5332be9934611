package dev.darkroom.link;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Whether a certificate is for a host (RFC 9525, section 6.3). Only names of the type DNS count,
 * and a star stands for the whole first label. This is for names that the JDK does not judge.
 */
final class CertifiedName {
  private static final int DNS = 2;

  private CertifiedName() {}

  static boolean isFor(SSLSession session, String host) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          && names(certificate).stream().anyMatch(name -> matches(name, host));
    } catch (SSLPeerUnverifiedException | CertificateParsingException none) {
      return false;
    }
  }

  static boolean matches(String name, String host) {
    var lower = name.toLowerCase(Locale.ROOT);
    int dot = host.indexOf('.');
    boolean isUnderStar =
        lower.startsWith("*.")
            && dot > 0
            && lower.substring(1).equals(host.substring(dot))
            && lower.indexOf('.', 2) > 0; // not for a whole top-level domain
    return isUnderStar || lower.equals(host);
  }

  private static List<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
        .flatMap(Collection::stream)
        .filter(name -> name.get(0).equals(DNS))
        .map(name -> name.get(1).toString())
        .toList();
  }
}
