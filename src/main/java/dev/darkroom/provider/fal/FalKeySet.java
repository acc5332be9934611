package dev.darkroom.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the Ed25519 keys of a JSON Web Key Set (RFC 8037). */
final class FalKeySet {
  private static final int KEY_BYTES = 32;

  /** The X.509 prefix of an Ed25519 key (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private FalKeySet() {}

  /** The keys in an answer; none if it is no key set. */
  static List<PublicKey> in(CallOutcome outcome) {
    return outcome instanceof Answered answered && answered.isSuccess()
        ? in(answered.body())
        : List.of();
  }

  static List<PublicKey> in(String json) {
    var keys = new ArrayList<PublicKey>();
    ProviderJson.object(json)
        .ifPresent(body -> body.path("keys").forEach(one -> key(one).ifPresent(keys::add)));
    return List.copyOf(keys);
  }

  private static Optional<PublicKey> key(JsonNode entry) {
    boolean isEd25519 = entry.path("crv").asText("Ed25519").equals("Ed25519");
    return isEd25519
        ? ProviderJson.text(entry.path("x")).flatMap(FalKeySet::key)
        : Optional.empty();
  }

  private static Optional<PublicKey> key(String base64Url) {
    try {
      var bytes = Base64.getUrlDecoder().decode(base64Url);
      if (bytes.length != KEY_BYTES) {
        return Optional.empty();
      }
      var encoded = ByteBuffer.allocate(X509.length + KEY_BYTES).put(X509).put(bytes).array();
      return Optional.of(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
      return Optional.empty();
    }
  }
}
