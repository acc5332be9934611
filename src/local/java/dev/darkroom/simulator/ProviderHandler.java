package dev.darkroom.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.darkroom.simulator.fault.ProviderClock;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** HTTP under the prefix of one provider. */
final class ProviderHandler implements HttpHandler {
  static final String STATE = "/_simulator/state";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final ProviderContext context;
  private final TaskEndpoint tasks;
  private final FileEndpoint pictures;

  ProviderHandler(ProviderContext context, TaskEndpoint tasks, FileEndpoint pictures) {
    this.context = context;
    this.tasks = tasks;
    this.pictures = pictures;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      var call = call(exchange, body);
      var date = ProviderClock.date(context.options().clock().instant());
      exchange.getResponseHeaders().set(ProviderClock.HEADER, date);
      if (call.path().startsWith("/files/")) {
        pictures.serve(exchange, call);
      } else if (body.length > context.dialect().largestBody()) {
        send(exchange, refused(SimulatedRefusal.Kind.TOO_LARGE));
      } else {
        send(exchange, answer(call));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static void send(HttpExchange exchange, ApiResponse reply) throws IOException {
    switch (reply) {
      case ApiResponse.HangUp() -> {}
      case ApiResponse.Page(var status) -> {
        byte[] page = "<html><h1>%d</h1></html>".formatted(status).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
      }
      case ApiResponse.Json(var status, var body, var headers) -> {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  String provider() {
    return context.dialect().name();
  }

  /** Whether the provider knows that path. */
  boolean leadsTo(String method, String path) {
    var call = new ApiRequest(method, path, "", Map.of(), "");
    return !(context.dialect().route(call) instanceof ApiRoute.Nowhere);
  }

  /** The books, emptied if asked to. */
  ObjectNode state(String method) {
    if (method.equals("DELETE")) {
      context.ledger().forget();
    }
    return StatePage.of(context.ledger());
  }

  private ApiResponse answer(ApiRequest call) {
    if (call.path().equals(STATE)) {
      return new ApiResponse.Json(200, state(call.method()));
    }
    var reply = counted(call);
    boolean isThrottled = reply instanceof ApiResponse.Json(var status, _, _) && status == 429;
    var left = isThrottled ? tasks.allowance().usedUp() : tasks.allowance();
    for (var header : context.dialect().headers(left).entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }

  private ApiResponse counted(ApiRequest call) {
    return switch (context.dialect().route(call)) {
      case ApiRoute.Nowhere() -> refused(SimulatedRefusal.Kind.NO_SUCH_PATH);
      case ApiRoute.WrongMethod(var allowed) ->
          refused(SimulatedRefusal.Kind.WRONG_METHOD).with("Allow", allowed);
      case ApiRoute.Create() -> tasks.create(call, object(call.body()));
      case ApiRoute.Query query -> tasks.query(call, query);
      case ApiRoute.Cancel(var taskId) -> tasks.cancel(call, taskId);
      case ApiRoute.Tasks(var page, var size) -> tasks.page(call, page, size);
      case ApiRoute.Public(var body) -> new ApiResponse.Json(200, body);
      case ApiRoute.Plain(var body) -> tasks.plain(call, body);
    };
  }

  private ApiResponse refused(SimulatedRefusal.Kind kind) {
    return context.dialect().refused(new SimulatedRefusal(kind));
  }

  private ApiRequest call(HttpExchange exchange, byte[] body) {
    var address = exchange.getRequestURI();
    var prefix = "/" + provider();
    boolean isBelow = address.getPath().startsWith(prefix + "/");
    return new ApiRequest(
        exchange.getRequestMethod(),
        isBelow ? address.getPath().substring(prefix.length()) : address.getPath(),
        Optional.ofNullable(address.getRawQuery()).orElse(""),
        headers(exchange),
        new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    return exchange.getRequestHeaders().entrySet().stream()
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> header.getValue().getFirst()));
  }

  /** At most one byte more than is allowed; the rest is read over, so that the answer arrives. */
  private byte[] body(HttpExchange exchange) throws IOException {
    int most = context.dialect().largestBody();
    var stream = exchange.getRequestBody();
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
