package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** What goes back over the wire. */
public sealed interface ApiResponse {
  /** An answer. */
  record Json(int status, ObjectNode body, Map<String, String> headers) implements ApiResponse {
    public Json {
      headers = Map.copyOf(headers);
    }

    public Json(int status, ObjectNode body) {
      this(status, body, Map.of());
    }
  }

  /** A page of a machine in between, which knows nothing of the provider's headers. */
  record Page(int status) implements ApiResponse {}

  /** None: the connection is closed. */
  record HangUp() implements ApiResponse {}

  /** The same reply with one more header of the provider, where it has any. */
  default ApiResponse with(String header, String value) {
    return switch (this) {
      case Json(var status, var body, var headers) -> {
        var more = new HashMap<>(headers);
        more.put(header, value);
        yield new Json(status, body, more);
      }
      case Page page -> page;
      case HangUp hangUp -> hangUp;
    };
  }
}
