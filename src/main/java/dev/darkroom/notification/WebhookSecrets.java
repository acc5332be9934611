package dev.darkroom.notification;

import dev.darkroom.base.HmacSha256;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The live secrets of webhooks. All of them sign, so that a receiver can rotate from one to the
 * next.
 *
 * <p>From Standard Webhooks (specification 1.0.0, read 2026-11).
 *
 * @param secrets at least one; each the key in base 64
 */
record WebhookSecrets(List<Secret> secrets) {
  private static final String PREFIX = "whsec_";

  WebhookSecrets {
    secrets = List.copyOf(secrets);
  }

  /** Reads the secrets from the variable or the SSM parameter. */
  static WebhookSecrets of(NotifyConfig config, Secrets parameters) {
    return config
        .secret()
        .map(text -> parse(text, "DARKROOM_NOTIFY_SECRET"))
        .or(() -> config.secretParameter().map(name -> inParameter(name, parameters)))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "DARKROOM_NOTIFY_SECRET_PARAMETER or DARKROOM_NOTIFY_SECRET is not set"));
  }

  private static WebhookSecrets inParameter(String name, Secrets parameters) {
    return parse(
        parameters.get(name).reveal(),
        "SSM parameter " + name + " (DARKROOM_NOTIFY_SECRET_PARAMETER)");
  }

  /**
   * Reads {@code whsec_…}, separated by commas.
   *
   * @param source the variable or parameter that holds them, for the error
   * @throws IllegalStateException says which is wrong and how it should be, without it
   */
  static WebhookSecrets parse(String text, String source) {
    var secrets = new ArrayList<Secret>();
    for (var entry : text.split(",", -1)) {
      var secret = entry.strip();
      if (!secret.startsWith(PREFIX) || size(secret.substring(PREFIX.length())) < 24) {
        throw new IllegalStateException(
            source
                + ": entry "
                + (secrets.size() + 1)
                + " is not whsec_ and the base 64 of at least 24 bytes");
      }
      secrets.add(new Secret(secret.substring(PREFIX.length())));
    }
    return new WebhookSecrets(secrets);
  }

  /** The value of {@code webhook-signature}. */
  String sign(String id, Instant at, String body) {
    var signed = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + mac(secret, signed))
        .collect(Collectors.joining(" "));
  }

  private static int size(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException notBase64) {
      return 0;
    }
  }

  private static String mac(Secret secret, byte[] signed) {
    var key = Base64.getDecoder().decode(secret.reveal());
    return Base64.getEncoder().encodeToString(HmacSha256.of(key, signed));
  }
}
