package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which host a certificate is for, where the JDK does not judge. */
class CertifiedNameTest {
  @ParameterizedTest
  @CsvSource({
    "a_b.pictures.test, a_b.pictures.test, true",
    "A_B.Pictures.Test, a_b.pictures.test, true",
    "*.pictures.test, a_b.pictures.test, true",
    "*.pictures.test, x.a_b.pictures.test, false",
    "*.pictures.test, pictures.test, false",
    "*.pictures.test, .pictures.test, false",
    "*.test, a_b.test, false",
    "a*.pictures.test, a_b.pictures.test, false",
    "*_b.pictures.test, a_b.pictures.test, false",
    "*.other.test, a_b.pictures.test, false",
    "pictures.test, a_b.pictures.test, false",
    "*, a_b, false"
  })
  void aStarStandsForTheFirstLabelAlone(String name, String host, boolean isFor) {
    assertThat(CertifiedName.matches(name, host)).isEqualTo(isFor);
  }

  @Test
  void aCertificateIsForTheNamesThatItHas() throws Exception {
    var session = session(Optional.of(certificate("dns", "fox.pictures.test")));

    assertThat(CertifiedName.isFor(session, "fox.pictures.test")).isTrue();
    assertThat(CertifiedName.isFor(session, "cat.pictures.test")).isFalse();
  }

  @Test
  void aNameOfAnotherTypeDoesNotCount() throws Exception {
    var session = session(Optional.of(certificate("email", "a_b@pictures.test")));

    assertThat(CertifiedName.isFor(session, "a_b@pictures.test")).isFalse();
  }

  @Test
  void withoutACertificateOfAHostThereIsNoName() {
    assertThat(CertifiedName.isFor(session(Optional.empty()), "a_b.pictures.test")).isFalse();
    assertThat(CertifiedName.isFor(session(Optional.of(new OtherKind())), "a_b.pictures.test"))
        .isFalse();
  }

  /** A session that knows nothing but the other side's certificate. */
  private static SSLSession session(Optional<Certificate> peer) {
    return (SSLSession)
        Proxy.newProxyInstance(
            SSLSession.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("getPeerCertificates");
              return new Certificate[] {
                peer.orElseThrow(() -> new SSLPeerUnverifiedException("none was shown"))
              };
            });
  }

  private static Certificate certificate(String type, String name)
      throws IOException, GeneralSecurityException {
    var options = TestingCertificate.of(type, name);
    var store = KeyStore.getInstance("PKCS12");
    try (var file = Files.newInputStream(Path.of(options.getPath()))) {
      store.load(file, options.getPassword().toCharArray());
    }
    return store.getCertificate("server");
  }

  /** No certificate of X.509. */
  private static final class OtherKind extends Certificate {
    private static final long serialVersionUID = 1L;

    OtherKind() {
      super("other");
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }

    @Override
    public void verify(PublicKey key) {}

    @Override
    public void verify(PublicKey key, String provider) {}

    @Override
    public PublicKey getPublicKey() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
      return "other";
    }
  }
}
