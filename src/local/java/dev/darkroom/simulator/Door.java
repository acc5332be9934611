package dev.darkroom.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP under the prefix of one provider. */
final class Door implements HttpHandler {
  static final String STATE = "/_simulator/state";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Studio studio;
  private final Counter counter;
  private final PictureDesk pictures;

  Door(Studio studio, Counter counter, PictureDesk pictures) {
    this.studio = studio;
    this.counter = counter;
    this.pictures = pictures;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      Call call = call(exchange, body);
      String date = ProviderClock.date(studio.options().clock().instant());
      exchange.getResponseHeaders().set(ProviderClock.HEADER, date);
      if (call.path().startsWith("/files/")) {
        pictures.serve(exchange, call);
      } else if (body.length > studio.dialect().largestBody()) {
        send(exchange, refused(Refusal.Kind.TOO_LARGE));
      } else {
        send(exchange, answer(call));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static void send(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply) {
      case Reply.HangUp() -> {}
      case Reply.Page(var status) -> {
        byte[] page = "<html><h1>%d</h1></html>".formatted(status).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
      }
      case Reply.Json(var status, var body, var headers) -> {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  String provider() {
    return studio.dialect().name();
  }

  /** Whether the provider knows that path. */
  boolean leadsTo(String method, String path) {
    var call = new Call(method, path, "", "", "");
    return !(studio.dialect().route(call) instanceof Route.Nowhere);
  }

  /** The books, emptied if asked to. */
  ObjectNode state(String method) {
    if (method.equals("DELETE")) {
      studio.ledger().forget();
    }
    return StatePage.of(studio.ledger());
  }

  private Reply answer(Call call) {
    if (call.path().equals(STATE)) {
      return new Reply.Json(200, state(call.method()));
    }
    Reply reply = counted(call);
    boolean isThrottled = reply instanceof Reply.Json(var status, _, _) && status == 429;
    Allowance left = isThrottled ? counter.allowance().usedUp() : counter.allowance();
    for (var header : studio.dialect().headers(left).entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }

  private Reply counted(Call call) {
    return switch (studio.dialect().route(call)) {
      case Route.Nowhere() -> refused(Refusal.Kind.NO_SUCH_PATH);
      case Route.WrongMethod(var allowed) ->
          refused(Refusal.Kind.WRONG_METHOD).with("Allow", allowed);
      case Route.Create() -> counter.create(call, object(call.body()));
      case Route.Query(var taskId) -> counter.query(call, taskId);
      case Route.Plain(var body) -> counter.plain(call, body);
    };
  }

  private Reply refused(Refusal.Kind kind) {
    return studio.dialect().refused(new Refusal(kind));
  }

  private Call call(HttpExchange exchange, byte[] body) {
    URI address = exchange.getRequestURI();
    String prefix = "/" + provider();
    boolean isBelow = address.getPath().startsWith(prefix + "/");
    return new Call(
        exchange.getRequestMethod(),
        isBelow ? address.getPath().substring(prefix.length()) : address.getPath(),
        Optional.ofNullable(address.getRawQuery()).orElse(""),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""),
        new String(body, StandardCharsets.UTF_8));
  }

  /** At most one byte more than is allowed; the rest is read over, so that the answer arrives. */
  private byte[] body(HttpExchange exchange) throws IOException {
    int most = studio.dialect().largestBody();
    InputStream stream = exchange.getRequestBody();
    byte[] body = stream.readNBytes(most + 1);
    if (body.length > most) {
      stream.skip(64L << 20);
    }
    return body;
  }

  private static Optional<ObjectNode> object(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
