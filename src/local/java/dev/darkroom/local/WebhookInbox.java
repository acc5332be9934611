package dev.darkroom.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.base.HmacSha256;
import dev.darkroom.base.TextCut;
import dev.darkroom.notification.NotifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A receiver of webhooks, to look at what is sent. It keeps the last {@value #MOST} and checks each
 * signature as Standard Webhooks 1.0.0 says, from the text of the request alone.
 */
@ApplicationScoped
class WebhookInbox {
  /** So many are kept. */
  static final int MOST = 100;

  /** Characters of a body that are kept: no outcome has as many. */
  private static final int LONGEST = 256 * 1024;

  /** What is nested deeper is kept as a text: the list is deeper still, and must be writable. */
  private static final int DEEPEST = 500;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());
  private static final String PREFIX = "whsec_";

  private final NotifyConfig config;
  private final Clock clock;
  private final Deque<Received> received = new ArrayDeque<>();

  /** Counts every change, from a number that no former process had. */
  private long revision;

  WebhookInbox(NotifyConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.revision = clock.millis();
  }

  /**
   * One request that came.
   *
   * @param number larger than that of every earlier one
   * @param path what stood behind the address of the inbox
   * @param signature {@code genuine}, {@code forged} or {@code missing}
   * @param answered the status that it was answered with
   * @param body as JSON, or as a text where it is none, or too large or too deep to be kept as such
   */
  record Received(
      long number,
      Instant at,
      String path,
      String signature,
      int answered,
      Map<String, String> headers,
      JsonNode body) {
    Received {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * All that came, the latest first.
   *
   * @param revision another one after each change
   */
  record Contents(long revision, List<Received> webhooks) {
    Contents {
      webhooks = List.copyOf(webhooks);
    }
  }

  synchronized void receive(String path, Map<String, String> headers, byte[] body, int answered) {
    revision++;
    received.addFirst(
        new Received(
            revision,
            clock.instant(),
            path,
            signature(headers, body),
            answered,
            headers,
            json(body)));
    if (received.size() > MOST) {
      received.removeLast();
    }
  }

  synchronized Contents contents() {
    return new Contents(revision, List.copyOf(received));
  }

  synchronized void empty() {
    revision++;
    received.clear();
  }

  private String signature(Map<String, String> headers, byte[] body) {
    var given = Optional.ofNullable(headers.get("webhook-signature"));
    if (given.isEmpty()) {
      return "missing";
    }
    var signed =
        (headers.get("webhook-id")
                + "."
                + headers.get("webhook-timestamp")
                + "."
                + new String(body, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    return secrets().stream()
            .map(
                secret -> "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(secret, signed)))
            .anyMatch(expected -> isAmong(expected, given.get()))
        ? "genuine"
        : "forged";
  }

  private List<byte[]> secrets() {
    return config.secret().stream()
        .flatMap(all -> Arrays.stream(all.split(",", -1)))
        .map(secret -> Base64.getDecoder().decode(secret.strip().substring(PREFIX.length())))
        .toList();
  }

  private static boolean isAmong(String expected, String given) {
    return Arrays.stream(given.split(" ", -1))
        .anyMatch(
            one ->
                MessageDigest.isEqual(
                    one.getBytes(StandardCharsets.UTF_8),
                    expected.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length > LONGEST ? text(body) : MAPPER.readTree(body);
    } catch (IOException noJson) {
      return text(body);
    }
  }

  private static JsonNode text(byte[] body) {
    var text = TextCut.marked(new String(body, StandardCharsets.UTF_8), LONGEST);
    return MAPPER.getNodeFactory().textNode(text);
  }
}
