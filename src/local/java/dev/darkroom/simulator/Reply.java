package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** What goes back over the wire. */
sealed interface Reply {
  /** An answer. */
  record Json(int status, ObjectNode body, Map<String, String> headers) implements Reply {
    public Json {
      headers = Map.copyOf(headers);
    }

    Json(int status, ObjectNode body) {
      this(status, body, Map.of());
    }
  }

  /** None: the connection is closed. */
  record HangUp() implements Reply {}

  /** The same reply with one more header. */
  default Reply with(String header, String value) {
    return switch (this) {
      case Json(var status, var body, var headers) -> {
        var more = new HashMap<>(headers);
        more.put(header, value);
        yield new Json(status, body, more);
      }
      case HangUp hangUp -> hangUp;
    };
  }
}
