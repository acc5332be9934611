package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request for images of OpenAI's API, as the generation event that means the same.
 *
 * @param event for intake, which checks its fields
 * @param format how the images are answered
 * @param names fields of the event that the client wrote under another name, with that name
 * @param faults of the fields that OpenAI alone has; empty: there are none
 */
public record ImagesRequest(
    ObjectNode event, ResponseFormat format, Map<String, String> names, List<Fault> faults) {
  public ImagesRequest {
    names = Map.copyOf(names);
    faults = List.copyOf(faults);
  }

  /** Translates the fields of a body. Fields that OpenAI does not have stay as they are. */
  public static ImagesRequest of(ObjectNode body) {
    return new FieldTranslator(body).translate();
  }

  /** The same request with more faults in it. */
  public ImagesRequest faulty(List<Fault> more) {
    return new ImagesRequest(
        event, format, names, Stream.concat(more.stream(), faults.stream()).toList());
  }

  /** The same request with these reference images before those that it names. */
  public ImagesRequest editing(List<URI> pictures) {
    if (event.hasNonNull("images") && !event.path("images").isArray()) {
      return this; // intake says what is wrong with it
    }
    var images = JsonNodeFactory.instance.arrayNode();
    pictures.forEach(picture -> images.add(picture.toString()));
    event.path("images").forEach(images::add);
    var edit = event.deepCopy();
    edit.set("images", images);
    return new ImagesRequest(edit, format, names, faults);
  }

  /** Faults of the event, with the names of the fields that the client wrote. */
  public List<Fault> asWritten(List<Fault> ofEvent) {
    return ofEvent.stream()
        .map(fault -> new Fault(names.getOrDefault(fault.path(), fault.path()), fault.message()))
        .distinct()
        .toList();
  }
}
