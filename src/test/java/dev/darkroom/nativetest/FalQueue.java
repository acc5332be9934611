package dev.darkroom.nativetest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.darkroom.provider.fal.FalSigner;
import java.net.URI;

/** fal.ai's queue on a server that is there: takes a request, has it done, and signs its rings. */
final class FalQueue {
  static final String KEY = "fal-key-that-nobody-may-see";
  static final String REQUEST = "764cabcf-b745-4b3e-ae38-1200304cf45b";
  static final String KEYS = "/fal/keys.json";

  private static final String MODEL = "/fal/bytedance/seedream/v5/lite/text-to-image";
  private static final String TASKS = "/fal/bytedance/seedream/requests/";
  private static final String TASK = TASKS + REQUEST;

  /** A request that waits in the queue until somebody cancels it. */
  private static final String WAITING = "0b5c8d6e-b745-4b3e-ae38-1200304cf45b";

  private static final String CANCEL = TASKS + WAITING + "/cancel";

  private final WireMockServer server;
  private final FalSigner signer = FalSigner.make();

  private FalQueue(WireMockServer server) {
    this.server = server;
  }

  /**
   * Opens on that server, under {@code /fal}.
   *
   * @param picture what every request comes to
   */
  static FalQueue on(WireMockServer server, URI picture) {
    var queue = new FalQueue(server);
    var key = equalTo("Key " + KEY);
    var named = "\"request_id\":\"" + REQUEST + "\"";
    server.stubFor(
        post(urlPathEqualTo(MODEL))
            .withHeader("Authorization", key)
            .willReturn(okJson("{" + named + ",\"status\":\"IN_QUEUE\"}")));
    server.stubFor(
        get(urlEqualTo(TASK + "/status"))
            .withHeader("Authorization", key)
            .willReturn(okJson("{" + named + ",\"status\":\"COMPLETED\"}")));
    server.stubFor(
        get(urlEqualTo(TASK))
            .withHeader("Authorization", key)
            .willReturn(okJson("{\"images\":[{\"url\":\"" + picture + "\"}]}")));
    server.stubFor(
        get(urlEqualTo(KEYS))
            .withHeader("Authorization", absent())
            .willReturn(okJson(FalSigner.keySet(queue.signer))));
    return queue;
  }

  /** The request with this prompt waits, and can be cancelled. */
  void keepsWaiting(String prompt) {
    var key = equalTo("Key " + KEY);
    var named = "\"request_id\":\"" + WAITING + "\"";
    server.stubFor(
        post(urlPathEqualTo(MODEL))
            .atPriority(1)
            .withRequestBody(containing(prompt))
            .willReturn(okJson("{" + named + ",\"status\":\"IN_QUEUE\"}")));
    server.stubFor(
        get(urlEqualTo(TASKS + WAITING + "/status"))
            .withHeader("Authorization", key)
            .willReturn(okJson("{" + named + ",\"status\":\"IN_QUEUE\"}")));
    server.stubFor(
        put(urlEqualTo(CANCEL))
            .withHeader("Authorization", key)
            .willReturn(
                aResponse().withStatus(202).withBody("{\"status\":\"CANCELLATION_REQUESTED\"}")));
  }

  /** How often it was asked to cancel the request that waits. */
  int cancels() {
    return server.findAll(putRequestedFor(urlEqualTo(CANCEL))).size();
  }

  FalSigner signer() {
    return signer;
  }

  /** Where it was asked to ring for this prompt. */
  URI callback(String prompt) {
    var created = postRequestedFor(urlPathEqualTo(MODEL)).withRequestBody(containing(prompt));
    var request = server.findAll(created).getFirst();
    return URI.create(request.queryParameter("fal_webhook").firstValue());
  }
}
