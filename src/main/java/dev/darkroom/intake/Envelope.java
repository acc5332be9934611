package dev.darkroom.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that a carrier puts around an event.
 *
 * @param fields of the carrier; empty where the document is no carrier's, or cannot be read. Of a
 *     body they say only that there is one: it may have megabytes, and {@link CarrierBody} reads it
 * @param inside the text of one field, exactly as it was sent: it is never parsed and written anew
 */
public record Envelope(ObjectNode fields, Optional<String> inside) {

  /**
   * Reads an envelope; never throws, whatever the bytes are.
   *
   * @param names of the fields that carriers have; the others are skipped
   * @param insideName of the field that is cut out
   */
  public static Envelope read(byte[] bytes, Set<String> names, String insideName) {
    try (var json = StrictJson.parser(bytes)) {
      return json.nextToken() == JsonToken.START_OBJECT
          ? read(json, bytes, names, insideName)
          : none();
    } catch (IOException noJson) { // or not UTF-8
      return none();
    }
  }

  private static Envelope read(JsonParser json, byte[] bytes, Set<String> names, String insideName)
      throws IOException {
    var fields = JsonNodeFactory.instance.objectNode();
    var faults = new ArrayList<Fault>();
    var inside = Optional.<Place>empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var name = json.currentName();
      json.nextToken();
      if (name.equals(insideName)) {
        boolean isSecond = inside.isPresent();
        inside = Optional.of(place(json));
        if (isSecond) {
          return none();
        }
      } else if (!names.contains(name)) {
        json.skipChildren();
      } else if (fields.has(name)) {
        return none(); // no carrier gives a field twice
      } else if (name.equals(CarrierBody.NAME)) {
        json.skipChildren();
        fields.putNull(name);
      } else {
        var tree = new JsonTree(faults, anyText -> Optional.empty());
        tree.read(json);
        fields.set(name, tree.root());
      }
    }
    boolean isWhole = faults.isEmpty() && json.nextToken() == null;
    return isWhole ? new Envelope(fields, inside.map(place -> place.in(bytes))) : none();
  }

  private static Place place(JsonParser json) throws IOException {
    long from = json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    return new Place((int) from, (int) json.currentLocation().getCharOffset());
  }

  private static Envelope none() {
    return new Envelope(JsonNodeFactory.instance.objectNode(), Optional.empty());
  }

  /** A part of a text, in characters. */
  private record Place(int from, int to) {
    String in(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8).substring(from, to);
    }
  }
}
