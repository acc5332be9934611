package dev.darkroom.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.fuzz.Fuzz;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Genuine tokens of both live keys, and what can be made of them: only the genuine ones open. */
class CallbackTokenFuzzTest {
  private static final String OLD = "old:" + "o".repeat(32);
  private static final String NEW = "new:" + "n".repeat(40);
  private static final List<CallbackKeys> ROTATION =
      List.of(
          CallbackKeys.parse(OLD, "DARKROOM_CALLBACK_KEYS"),
          CallbackKeys.parse(OLD + "," + NEW, "DARKROOM_CALLBACK_KEYS"),
          CallbackKeys.parse(NEW + "," + OLD, "DARKROOM_CALLBACK_KEYS"));
  private static final List<ProviderId> PROVIDERS =
      List.of(new ProviderId("evolink"), new ProviderId("fal"), new ProviderId("evolink2"));
  private static final String LETTERS = "ABCXYZabcxyz0123456789-_.=+/%:\u0000 \n\u00e9\u212a\ud83d";

  /**
   * A token as it arrives.
   *
   * @param provider of the path it arrives at
   * @param keys that are live
   */
  private record Arrival(ProviderId provider, String token, CallbackKeys keys) {}

  @Test
  void everyGenuineTokenNamesItsTaskWithEachLiveKey() {
    new Fuzz("genuine tokens", 5_000, 200_000)
        .each(
            random -> genuine(random, pick(random, ROTATION)),
            Arrival::token,
            arrival ->
                assertThat(verified(arrival))
                    .contains(new TaskId(arrival.token().split("\\.", 3)[1])));
  }

  @Test
  void noOtherTokenOpensAnything() {
    new Fuzz("tokens", 50_000, 1_000_000)
        .each(
            CallbackTokenFuzzTest::altered,
            arrival -> Fuzz.literal(arrival.token()) + " at " + arrival.provider(),
            arrival -> assertThat(verified(arrival)).isEqualTo(expected(arrival)));
  }

  private static Optional<TaskId> verified(Arrival arrival) {
    return CallbackToken.verify(arrival.provider(), arrival.token(), arrival.keys());
  }

  /** Signed while one key was first, and verified by it as the first or the second. */
  private static Arrival genuine(Random random, CallbackKeys keys) {
    var task = TaskId.of(new RequestId("order-" + random.nextInt(1000)));
    var provider = pick(random, PROVIDERS);
    var signer = new CallbackKeys(List.of(pick(random, keys.keys())));
    return new Arrival(provider, CallbackToken.sign(provider, task, signer), keys);
  }

  private static Arrival altered(Random random) {
    var one = genuine(random, pick(random, ROTATION));
    var other = genuine(random, ROTATION.getLast());
    var token = one.token();
    int changes = 1 + random.nextInt(3);
    for (int change = 0; change < changes; change++) {
      token = altered(token, other.token(), random);
    }
    boolean isElsewhere = random.nextInt(4) == 0;
    return new Arrival(
        isElsewhere ? pick(random, PROVIDERS) : one.provider(), token, pick(random, ROTATION));
  }

  private static String altered(String token, String other, Random random) {
    int at = random.nextInt(token.length() + 1);
    int next = Math.min(token.length(), at + 1);
    var letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
    return switch (random.nextInt(9)) {
      case 0 -> token.substring(0, at) + letter + token.substring(next);
      case 1 -> token.substring(0, at) + letter + token.substring(at);
      case 2 -> token.substring(0, at) + token.substring(next);
      case 3 -> token.substring(0, at) + other.substring(Math.min(at, other.length()));
      case 4 -> token.substring(0, at);
      case 5 -> token.toUpperCase(Locale.ROOT);
      case 6 -> token.replace("old.", "new.");
      case 7 -> swapped(token, other, random);
      default -> token; // genuine still, if nothing else was done
    };
  }

  /** One of the three parts is another token's. */
  private static String swapped(String token, String other, Random random) {
    var parts = token.split("\\.", -1);
    var others = other.split("\\.", -1);
    int part = random.nextInt(Math.max(1, Math.min(parts.length, others.length)));
    parts[part] = others[part];
    return String.join(".", parts);
  }

  /** The rule, written once more with the JDK's own words. */
  private static Optional<TaskId> expected(Arrival arrival) {
    var parts = arrival.token().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    return arrival.keys().keys().stream()
        .filter(key -> arrival.token().equals(token(arrival.provider(), parts[1], key)))
        .findFirst()
        .map(_ -> new TaskId(parts[1]));
  }

  private static String token(ProviderId provider, String task, CallbackKeys.Key key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.secret().reveal().getBytes(UTF_8), "HmacSHA256"));
      var text = String.join("\n", "darkroom-callback", provider.value(), task, key.id());
      var bytes = mac.doFinal(text.getBytes(UTF_8));
      return key.id()
          + "."
          + task
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
