package dev.darkroom.simulator.fal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Signs webhooks with a key of its own, as docs.fal.ai/documentation/model-apis/inference/webhooks
 * has it (2026-11-25).
 */
public final class FalWebhookSigner {
  private static final String HEADER = "X-Fal-Webhook-";
  private static final String USER = "simulated-user";
  private static final int KEY_BYTES = 32;

  private final KeyPair keys;

  private FalWebhookSigner(KeyPair keys) {
    this.keys = keys;
  }

  /** A signer with a new key. */
  public static FalWebhookSigner withNewKey() {
    try {
      return new FalWebhookSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException every) {
      throw new IllegalStateException("every Java platform of today has Ed25519", every);
    }
  }

  /** The public key as a JSON Web Key Set (RFC 8037): the last 32 bytes of its X.509 form. */
  public ObjectNode keySet() {
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    var set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys")
        .addObject()
        .put("kty", "OKP")
        .put("crv", "Ed25519")
        .put("use", "sig")
        .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(x));
    return set;
  }

  /** The headers of a webhook about this request. */
  public Map<String, String> headers(String request, String body, Instant now) {
    var timestamp = Long.toString(now.getEpochSecond());
    return Map.of(
        HEADER + "Request-Id", request,
        HEADER + "User-Id", USER,
        HEADER + "Timestamp", timestamp,
        HEADER + "Signature", signature(request, timestamp, body));
  }

  private String signature(String request, String timestamp, String body) {
    var hex = HexFormat.of();
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(
          String.join("\n", request, USER, timestamp, hex.formatHex(hash)).getBytes(UTF_8));
      return hex.formatHex(signature.sign());
    } catch (GeneralSecurityException every) {
      throw new IllegalStateException("every Java platform of today has Ed25519", every);
    }
  }
}
