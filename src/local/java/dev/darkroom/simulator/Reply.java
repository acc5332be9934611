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

  /** A page of a machine in between, which knows nothing of the provider's headers. */
  record Page(int status) implements Reply {}

  /** None: the connection is closed. */
  record HangUp() implements Reply {}

  /** The same reply with one more header of the provider, where it has any. */
  default Reply with(String header, String value) {
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
