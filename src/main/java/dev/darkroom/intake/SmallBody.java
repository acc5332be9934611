package dev.darkroom.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.BodyResult.Invalid;
import dev.darkroom.intake.BodyResult.TooLarge;
import dev.darkroom.intake.BodyResult.Understood;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object of a few fields, read as strictly as an event. An empty body is an empty object.
 */
final class SmallBody {
  /** In bytes; a provider's task id has at most 512 characters. */
  static final int MAX_BYTES = 8 * 1024;

  private SmallBody() {}

  /**
   * Reads a body.
   *
   * @param content reads the fields; empty: one of them has a fault
   */
  static <T> BodyResult<T> read(byte[] bytes, Function<FieldReader, Optional<T>> content) {
    if (bytes.length > MAX_BYTES) {
      return new TooLarge<>(MAX_BYTES);
    }
    var faults = new ArrayList<Fault>();
    var body = new FieldReader(object(bytes, faults), "", faults);
    var read = content.apply(body);
    body.refuseUnknown();
    return faults.isEmpty() && read.isPresent()
        ? new Understood<>(read.get())
        : new Invalid<>(Rejection.invalid(faults));
  }

  /** The object of the body, as far as it could be read. */
  private static ObjectNode object(byte[] bytes, List<Fault> faults) {
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    var document = StrictJson.read(bytes, "body");
    faults.addAll(document.faults());
    if (document.tree() instanceof ObjectNode object) {
      return object;
    }
    if (faults.isEmpty()) {
      faults.add(new Fault("", "the body must be a JSON object"));
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
