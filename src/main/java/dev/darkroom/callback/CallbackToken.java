package dev.darkroom.callback;

import dev.darkroom.base.HmacSha256;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code keyId.taskId.mac}: names the task of a callback, and proves Darkroom's address. The MAC is
 * HMAC-SHA256 over provider, task id and key id, in URL-safe base 64.
 */
final class CallbackToken {
  private CallbackToken() {}

  static String sign(ProviderId provider, TaskId task, CallbackKeys keys) {
    var key = keys.signing();
    return key.id() + "." + task + "." + mac(provider, task, key);
  }

  /** The task, if one of the live keys made this token for this provider. */
  static Optional<TaskId> verify(ProviderId provider, String token, CallbackKeys keys) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3 || !TaskId.isValid(parts[1])) {
      return Optional.empty();
    }
    var task = new TaskId(parts[1]);
    return keys.find(parts[0])
        .filter(key -> isEqual(mac(provider, task, key), parts[2]))
        .map(key -> task);
  }

  private static boolean isEqual(String expected, String actual) {
    return MessageDigest.isEqual(bytes(expected), bytes(actual));
  }

  private static String mac(ProviderId provider, TaskId task, CallbackKeys.Key key) {
    var text = "darkroom-callback\n" + provider + "\n" + task + "\n" + key.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(HmacSha256.of(bytes(key.secret().reveal()), bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
