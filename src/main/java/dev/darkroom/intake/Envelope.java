package dev.darkroom.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that a carrier puts around an event.
 *
 * @param fields of the carrier; empty where the document is no carrier's, or cannot be read
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
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      try (var json = StrictJson.parser(text)) {
        return json.nextToken() == JsonToken.START_OBJECT
            ? read(json, text, names, insideName)
            : none();
      }
    } catch (CharacterCodingException notUtf8) {
      return none();
    } catch (IOException notJson) {
      return none();
    }
  }

  private static Envelope read(
      JsonParser json, CharBuffer text, Set<String> names, String insideName) throws IOException {
    var fields = JsonNodeFactory.instance.objectNode();
    var faults = new ArrayList<Fault>();
    var inside = Optional.<String>empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var name = json.currentName();
      json.nextToken();
      if (name.equals(insideName)) {
        boolean isSecond = inside.isPresent();
        inside = Optional.of(cut(json, text));
        if (isSecond) {
          return none();
        }
      } else if (!names.contains(name)) {
        json.skipChildren();
      } else if (fields.has(name)) {
        return none(); // no carrier gives a field twice
      } else {
        var tree = new JsonTree(faults, anyText -> Optional.empty());
        tree.read(json);
        fields.set(name, tree.root());
      }
    }
    return faults.isEmpty() && json.nextToken() == null ? new Envelope(fields, inside) : none();
  }

  private static String cut(JsonParser json, CharBuffer text) throws IOException {
    int from = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    return text.subSequence(from, (int) json.currentLocation().getCharOffset()).toString();
  }

  private static Envelope none() {
    return new Envelope(JsonNodeFactory.instance.objectNode(), Optional.empty());
  }
}
