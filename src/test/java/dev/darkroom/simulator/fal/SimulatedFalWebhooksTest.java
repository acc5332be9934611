package dev.darkroom.simulator.fal;

import static dev.darkroom.simulator.fal.FalClient.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.CallbackAttempt;
import dev.darkroom.simulator.Mailbox;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** fal.ai's webhooks: a body of their own, and a signature that the published key verifies. */
class SimulatedFalWebhooksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());
  private final FalClient fal = new FalClient(simulator);

  @AfterEach
  void close() {
    fal.close();
    simulator.close();
  }

  @Test
  void aWebhookHasTheResult() throws Exception {
    try (var mailbox = new Mailbox()) {
      String id = accepted("a fox", mailbox);

      var letter = mailbox.next();

      assertThat(letter.hasToken()).isTrue();
      assertThat(letter.body().path("request_id").textValue()).isEqualTo(id);
      assertThat(letter.body().path("gateway_request_id").textValue()).isEqualTo(id);
      assertThat(letter.body().path("status").textValue()).isEqualTo("OK");
      assertThat(letter.body().path("payload")).isEqualTo(Wire.json(fal.result(id)));
    }
  }

  @Test
  void aFailureIsAnErrorWithItsStatusAndItsWords() throws Exception {
    try (var mailbox = new Mailbox()) {
      String id = accepted("a fox @fault:failed", mailbox);

      var body = mailbox.next().body();

      assertThat(body.path("status").textValue()).isEqualTo("ERROR");
      assertThat(body.path("error").textValue()).isEqualTo("Invalid status code: 422");
      assertThat(body.path("payload")).isEqualTo(Wire.json(fal.result(id)));
    }
  }

  @Test
  void thePublishedKeyVerifiesAWebhookAndNothingElse() throws Exception {
    try (var mailbox = new Mailbox()) {
      String id = accepted("a fox", mailbox);

      var letter = mailbox.next();

      assertThat(letter.headers().get("X-Fal-Webhook-Request-Id")).isEqualTo(id);
      assertThat(isSigned(letter, letter.text())).isTrue();
      assertThat(isSigned(letter, letter.text() + " ")).isFalse();
    }
  }

  @Test
  void forgedWebhooksAreNotSignedWithThePublishedKey() throws Exception {
    try (var mailbox = new Mailbox(404, 403, 200)) {
      String other = fal.accepted(order("an innocent bystander"));
      String id = accepted("a fox @fault:forged-callback", mailbox);

      var brokenToken = mailbox.next();
      var foreignTask = mailbox.next();
      var genuine = mailbox.next();

      assertThat(brokenToken.hasToken()).isFalse();
      assertThat(isSigned(brokenToken, brokenToken.text())).isFalse();
      assertThat(foreignTask.body().path("request_id").textValue()).isEqualTo(other);
      assertThat(foreignTask.text()).contains("attacker.invalid");
      assertThat(isSigned(foreignTask, foreignTask.text())).isFalse();
      assertThat(genuine.body().path("request_id").textValue()).isEqualTo(id);
      assertThat(isSigned(genuine, genuine.text())).isTrue();
    }
  }

  @Test
  void aWebhookIsRetriedTenTimesWithinTwoHours() throws Exception {
    var pauses = new FalDialect(simulator.url("")).pauses();
    try (var mailbox = new Mailbox(500, 500, 500, 500, 200)) {
      accepted("a fox", mailbox);

      assertThat(simulator.awaitCallbacks("fox", 5, PATIENCE))
          .extracting(CallbackAttempt::attempt)
          .containsExactly(1, 2, 3, 4, 5);
    }
    assertThat(pauses).hasSize(10);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThan(Duration.ofHours(2));
  }

  private String accepted(String prompt, Mailbox mailbox) throws Exception {
    return fal.accepted(FalClient.calledBackAt(mailbox.address()), order(prompt));
  }

  /** As fal.ai's document has it, with nothing of Darkroom's own verification. */
  private boolean isSigned(Mailbox.Letter letter, String text) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    var message =
        String.join(
            "\n",
            letter.headers().get("X-Fal-Webhook-Request-Id"),
            letter.headers().get("X-Fal-Webhook-User-Id"),
            letter.headers().get("X-Fal-Webhook-Timestamp"),
            HexFormat.of().formatHex(hash));
    var signature = Signature.getInstance("Ed25519");
    signature.initVerify(publishedKey());
    signature.update(message.getBytes(UTF_8));
    return signature.verify(
        HexFormat.of().parseHex(letter.headers().get("X-Fal-Webhook-Signature")));
  }

  /** RFC 8032: little-endian, and the highest bit is the sign of x. No key of ours is needed. */
  private PublicKey publishedKey() throws Exception {
    JsonNode set = Wire.json(fal.wire().call("GET", FalDialect.KEY_SET, "", ""));
    byte[] x = Base64.getUrlDecoder().decode(set.at("/keys/0/x").textValue());
    boolean isOdd = (x[31] & 0x80) != 0;
    x[31] &= 0x7f;
    byte[] bigEndian = new byte[32];
    IntStream.range(0, 32).forEach(i -> bigEndian[i] = x[31 - i]);
    var point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
