package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;

/**
 * HTTP outside the prefixes: the books of all providers, and the way to one of them for clients
 * whose base address must not have a path (the official Modellix CLI 0.0.7 refuses one). No two
 * providers have a path in common, if they are asked in the order of {@link Dialect#all}.
 */
final class Lobby implements HttpHandler {
  private final List<Door> doors;

  Lobby(List<Door> doors) {
    this.doors = List.copyOf(doors);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals(Door.STATE)) {
      try (exchange) {
        Door.send(exchange, state(exchange.getRequestMethod()));
      }
      return;
    }
    for (Door door : doors) {
      if (door.leadsTo(exchange.getRequestMethod(), exchange.getRequestURI().getPath())) {
        door.handle(exchange);
        return;
      }
    }
    try (exchange) {
      Door.send(exchange, new Reply.Json(404, JsonNodeFactory.instance.objectNode()));
    }
  }

  private Reply state(String method) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    doors.forEach(door -> body.set(door.provider(), door.state(method)));
    return new Reply.Json(200, body);
  }
}
