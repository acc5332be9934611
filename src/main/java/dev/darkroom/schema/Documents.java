package dev.darkroom.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The two documents. They are read at each request and not kept: requests are rare, and start-up
 * time and memory are budgets.
 */
@ApplicationScoped
public class Documents {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The JSON Schema of the generation event, draft 2020-12. */
  public JsonNode event() {
    return read("/schema/event.json");
  }

  /**
   * The OpenAPI 3.1 document of the routes. Its file has a reference in the place of the event's
   * schema, so that there is one copy. The answer has the schema itself there: tools follow no URN.
   */
  public JsonNode openApi() {
    var document = read("/schema/openapi.json");
    var event = (ObjectNode) event();
    event.remove("$schema"); // OpenAPI 3.1 takes its own dialect only, which is a superset
    ((ObjectNode) document.path("components").path("schemas")).set("GenerationEvent", event);
    return document;
  }

  private static JsonNode read(String file) {
    try (var stream = Documents.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is not in the artifact");
      }
      return MAPPER.readTree(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
