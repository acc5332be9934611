package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.darkroom.simulator.protocol.ApiResponse;
import java.io.IOException;
import java.util.List;

/**
 * HTTP outside the prefixes: the state of all providers, and a route to one of them for clients
 * whose base address must not have a path (the official Modellix CLI 0.0.7 refuses one). No two
 * providers have a path in common, if they are asked in the order of {@link Simulator#providers}.
 */
final class RootHandler implements HttpHandler {
  private final List<ProviderHandler> handlers;

  RootHandler(List<ProviderHandler> handlers) {
    this.handlers = List.copyOf(handlers);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals(ProviderHandler.STATE)) {
      try (exchange) {
        ProviderHandler.send(exchange, state(exchange.getRequestMethod()));
      }
      return;
    }
    for (var handler : handlers) {
      if (handler.leadsTo(exchange.getRequestMethod(), exchange.getRequestURI().getPath())) {
        handler.handle(exchange);
        return;
      }
    }
    try (exchange) {
      ProviderHandler.send(
          exchange, new ApiResponse.Json(404, JsonNodeFactory.instance.objectNode()));
    }
  }

  private ApiResponse state(String method) {
    var body = JsonNodeFactory.instance.objectNode();
    handlers.forEach(handler -> body.set(handler.provider(), handler.state(method)));
    return new ApiResponse.Json(200, body);
  }
}
