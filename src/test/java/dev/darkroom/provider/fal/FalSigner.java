package dev.darkroom.provider.fal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signs as fal.ai signs, with a key of its own. */
public final class FalSigner {
  private final KeyPair keys;

  private FalSigner(KeyPair keys) {
    this.keys = keys;
  }

  public static FalSigner make() {
    try {
      return new FalSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The public halves as RFC 8037 writes them: the last 32 bytes of the X.509 form. */
  public static String keySet(FalSigner... signers) {
    return Stream.of(signers)
        .map(signer -> signer.keys.getPublic().getEncoded())
        .map(encoded -> Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length))
        .map(x -> Base64.getUrlEncoder().withoutPadding().encodeToString(x))
        .map(x -> "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"x\":\"" + x + "\"}")
        .collect(
            Collectors.joining(
                ",",
                """
            {"keys":[""",
                "]}"));
  }

  /**
   * The headers of a webhook.
   *
   * @param timestamp Unix seconds
   */
  public Map<String, String> headers(String request, byte[] body, String timestamp) {
    var hex = HexFormat.of();
    try {
      var hash = hex.formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(keys.getPrivate());
      signer.update((request + "\nuser\n" + timestamp + "\n" + hash).getBytes(UTF_8));
      return Map.of(
          "x-fal-webhook-request-id",
          request,
          "x-fal-webhook-user-id",
          "user",
          "x-fal-webhook-timestamp",
          timestamp,
          "x-fal-webhook-signature",
          hex.formatHex(signer.sign()));
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }
}
