package dev.darkroom.provider.fal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.base.Sha256;
import dev.darkroom.provider.CallbackRequest;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * fal.ai's signature of a webhook, by docs.fal.ai/documentation/model-apis/inference/webhooks.
 *
 * <p>It is verified with a public key, so no comparison of a secret can leak its time.
 */
final class FalSignature {
  private static final String HEADER = "x-fal-webhook-";

  /** How far the clocks may be apart. */
  private static final Duration LEEWAY = Duration.ofMinutes(5);

  /**
   * How long fal.ai retries a webhook. No document says that a retry is signed anew, and an old
   * callback can do nothing but have its task checked once more.
   */
  private static final Duration LONGEST_RETRY = Duration.ofHours(2);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
  private static final Pattern ED25519 = Pattern.compile("(?:[0-9a-fA-F]{2}){64}");

  private final byte[] message;
  private final byte[] signature;

  private FalSignature(byte[] message, byte[] signature) {
    this.message = message;
    this.signature = signature;
  }

  /** The signature of this callback; empty if there is none or its time is too far off. */
  static Optional<FalSignature> under(CallbackRequest callback, Instant now) {
    var request = callback.header(HEADER + "request-id");
    var user = callback.header(HEADER + "user-id");
    var timestamp = callback.header(HEADER + "timestamp").filter(time -> isAbout(now, time));
    var signature = callback.header(HEADER + "signature").filter(ED25519.asMatchPredicate());
    if (request.isEmpty() || user.isEmpty() || timestamp.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    var lines =
        String.join("\n", request.get(), user.get(), timestamp.get(), Sha256.hex(callback.body()));
    return Optional.of(
        new FalSignature(lines.getBytes(UTF_8), HexFormat.of().parseHex(signature.get())));
  }

  /** Whether it was made with the private half of this key. */
  boolean isBy(PublicKey key) {
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException notEvenASignature) {
      return false;
    }
  }

  private static boolean isAbout(Instant now, String timestamp) {
    if (!SECONDS.matcher(timestamp).matches()) {
      return false;
    }
    var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return !signedAt.isAfter(now.plus(LEEWAY))
        && !signedAt.isBefore(now.minus(LONGEST_RETRY).minus(LEEWAY));
  }
}
