package dev.darkroom.nativetest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A request as API Gateway hands it to the function of the route that it found. */
record GatewayEvent(String method, String route, Map<String, String> parameters, String body) {
  private static final String LIKE = "submit-http.json";

  /** A request without a body. */
  static GatewayEvent get(String route, Map<String, String> parameters) {
    return new GatewayEvent("GET", route, parameters, "");
  }

  static GatewayEvent post(String route, Map<String, String> parameters, String body) {
    return new GatewayEvent("POST", route, parameters, body);
  }

  /** The event document. */
  String json() {
    var event = (ObjectNode) Json.read(Events.of(LIKE));
    var key = method + " " + route;
    event.put("routeKey", key).put("rawPath", path()).remove("body");
    if (!body.isEmpty()) {
      event.put("body", body);
    }
    var names = event.putObject("pathParameters");
    parameters.forEach(names::put);
    ((ObjectNode) event.path("headers")).remove("idempotency-key");
    ((ObjectNode) event.path("requestContext")).put("routeKey", key);
    ((ObjectNode) event.at("/requestContext/http")).put("method", method).put("path", path());
    return event.toString();
  }

  private String path() {
    var path = route;
    for (var parameter : parameters.entrySet()) {
      path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    return path;
  }
}
