package dev.darkroom.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.darkroom.task.Refusal.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The one reader of events: strict UTF-8, strict JSON, every value exact or refused.
 *
 * <p>Each fault has its path, and reading goes on after it. So the task token of the waiting state
 * machine is found although the rest of the event is wrong.
 */
public final class StrictJson {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /**
   * A factory without Jackson's bounds, which throw; {@link JsonTree} has bounds and names fields.
   * But each level, even a skipped one, costs memory: only an event that is too large has more of
   * them than an event has bytes.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names from outside fill no table that outlives the text.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Event.MAX_BYTES)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * The same for carriers, which may bring six megabytes. A value in memory is many times its text:
   * 10,000 messages of SQS have some 450,000 names and values.
   */
  private static final JsonFactory CARRIERS =
      JSON.rebuild()
          .streamReadConstraints(
              JSON.streamReadConstraints().rebuild().maxTokenCount(800_000).build())
          .build();

  private StrictJson() {}

  /**
   * The result of reading a text.
   *
   * @param tree as far as it could be read; a value with a fault is absent
   * @param faults empty: the tree is complete
   */
  public record Document(JsonNode tree, List<Fault> faults) {
    public Document {
      faults = List.copyOf(faults);
    }
  }

  /** Reads an event; never throws, whatever the bytes are. */
  public static Document read(byte[] bytes) {
    return read(bytes, "event");
  }

  /**
   * Reads one JSON value; never throws, whatever the bytes are.
   *
   * @param what it is, for the faults
   */
  static Document read(byte[] bytes, String what) {
    try {
      return read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), what);
    } catch (CharacterCodingException notUtf8) {
      return unreadable("the " + what + " is not UTF-8: send one JSON object in UTF-8");
    }
  }

  private static Document read(String text, String what) {
    if (text.startsWith(BYTE_ORDER_MARK)) {
      return unreadable("the " + what + " begins with a byte order mark: send UTF-8 without it");
    }
    var faults = new ArrayList<Fault>();
    var tree = new JsonTree(faults, JsonText::fault);
    try (var json = parser(text)) {
      if (json.nextToken() == null) {
        return unreadable("the " + what + " is empty: send one JSON object in UTF-8");
      }
      tree.read(json);
      if (json.nextToken() != null) {
        faults.add(
            new Fault("", "the " + what + " goes on after its end: send one JSON object in UTF-8"));
      }
    } catch (JsonProcessingException notJson) {
      faults.add(notJson(notJson, what));
    } catch (IOException noMoreText) { // a text in memory has no other fault
      faults.add(
          new Fault("", "the " + what + " is not valid JSON: send one JSON object in UTF-8"));
    }
    return new Document(tree.root(), faults);
  }

  /** A parser without bounds of its own. It counts locations in characters. */
  static JsonParser parser(String text) throws IOException {
    return JSON.createParser(text.toCharArray());
  }

  /**
   * The same of a carrier in UTF-8, piece by piece: a form may have megabytes. It throws at what is
   * not UTF-8, and at more values than a carrier writes.
   */
  static JsonParser parser(byte[] text) throws IOException {
    return CARRIERS.createParser(
        new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder()));
  }

  private static Fault notJson(JsonProcessingException notJson, String what) {
    var place = notJson.getLocation();
    var where =
        place == null
            ? ""
            : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    return new Fault(
        "", "the " + what + " is not valid JSON" + where + ": send one JSON object in UTF-8");
  }

  private static Document unreadable(String why) {
    return new Document(JsonNodeFactory.instance.missingNode(), List.of(new Fault("", why)));
  }
}
