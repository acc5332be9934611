package dev.darkroom.nativetest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;

/** EvoLink, over TLS: takes every task, has it done at once, and keeps the picture. */
final class EvolinkServer implements AutoCloseable {
  static final String KEY = "evolink-key-that-nobody-may-see";

  /** Stands in every link to a picture: what is signed must not be seen either. */
  static final String LINK_SIGNATURE = "signature-of-a-link-that-nobody-may-see";

  /** A prompt with this word is turned away for the moment. */
  static final String BUSY = "@busy";

  private static final String CREATE = "/v1/images/generations";
  private static final String PICTURE = "/pictures/fox.png";
  private static final String WEBHOOK = "/requester/done";
  private static final String ACCEPTED =
      """
      {"created": {{now format='unix'}}, "id": "task-{{randomValue length=16 type='ALPHANUMERIC'}}",
       "model": "doubao-seedream-5.0-lite", "object": "image.generation.task", "progress": 0,
       "status": "pending", "type": "image",
       "task_info": {"can_cancel": true, "estimated_time": 45},
       "usage": {"billing_rule": "per_call", "credits_reserved": 1.80}}
      """;
  private static final String DONE =
      """
      {"created": {{now format='unix'}}, "id": "{{request.pathSegments.[2]}}",
       "model": "doubao-seedream-5.0-lite", "object": "image.generation.task", "progress": 100,
       "status": "completed", "type": "image", "results": ["%s"]}
      """;
  private static final String THROTTLED =
      """
      {"error": {"code": "rate_limit_exceeded", "message": "Too many requests",
       "type": "rate_limit_error"}}
      """;

  private final WireMockServer server;

  private EvolinkServer(WireMockServer server) {
    this.server = server;
  }

  static EvolinkServer start(Certificate certificate, byte[] picture) {
    return start(certificate, picture, new PortCalls());
  }

  /** One with what is to know of its calls. */
  static EvolinkServer start(Certificate certificate, byte[] picture, PortCalls calls) {
    var server =
        new WireMockServer(
            wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificate.keyStore().toString())
                .keystoreType("PKCS12")
                .keystorePassword(Certificate.PASSWORD)
                .keyManagerPassword(Certificate.PASSWORD)
                .extensions(new ServedCalls(calls))
                .globalTemplating(true));
    server.start();
    var evolink = new EvolinkServer(server);
    evolink.answer(picture);
    return evolink;
  }

  /** The server itself, for whoever else is played on it. */
  WireMockServer server() {
    return server;
  }

  /** A link to the picture that every task comes to. */
  URI picture() {
    return URI.create(origin() + PICTURE + "?sig=" + LINK_SIGNATURE);
  }

  URI origin() {
    return URI.create("https://localhost:" + server.httpsPort());
  }

  /** How often money was spent on this prompt. */
  int paidCalls(String prompt) {
    return server.findAll(created(prompt)).size();
  }

  /** Where it was asked to ring for this prompt. */
  URI callback(String prompt) {
    var request = server.findAll(created(prompt)).getFirst();
    return URI.create(Json.read(request.getBodyAsString()).path("callback_url").asText());
  }

  /** Where a requester would be told: a trusted origin is one for webhooks, too. */
  URI webhook() {
    return URI.create(origin() + WEBHOOK);
  }

  /** Every webhook that came: its headers and its body. */
  List<LoggedRequest> webhooks() {
    return server.findAll(postRequestedFor(urlEqualTo(WEBHOOK)));
  }

  int fetchedPictures() {
    return server
        .findAll(
            com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(
                urlPathEqualTo(PICTURE)))
        .size();
  }

  private void answer(byte[] picture) {
    server.stubFor(authorized(post(urlEqualTo(CREATE))).willReturn(json(200, ACCEPTED)));
    server.stubFor(
        authorized(post(urlEqualTo(CREATE)))
            .atPriority(1)
            .withRequestBody(containing(BUSY))
            .willReturn(json(429, THROTTLED)));
    server.stubFor(
        authorized(get(urlPathMatching("/v1/tasks/[^/]+")))
            .willReturn(json(200, DONE.formatted(picture()))));
    server.stubFor(post(urlEqualTo(WEBHOOK)).willReturn(aResponse().withStatus(204)));
    server.stubFor(
        get(urlPathEqualTo(PICTURE))
            .withQueryParam("sig", equalTo(LINK_SIGNATURE))
            .willReturn(aResponse().withHeader("Content-Type", "image/png").withBody(picture)));
  }

  private static RequestPatternBuilder created(String prompt) {
    return postRequestedFor(urlEqualTo(CREATE)).withRequestBody(containing(prompt));
  }

  private static MappingBuilder authorized(MappingBuilder request) {
    return request.withHeader("Authorization", equalTo("Bearer " + KEY));
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  @Override
  public void close() {
    server.stop();
  }
}
