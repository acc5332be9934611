package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Requests, as the functions read them. */
final class Requests {
  private Requests() {}

  static HttpRequest http(ObjectNode event) {
    return HttpRequest.of(event.toString().getBytes(UTF_8));
  }
}
