package dev.darkroom.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the generation event, version 1: a JSON object becomes a request, or faults. */
final class EventReader {
  private static final int MAX_PROMPT = 64 * 1024;
  private static final String ID_RULE =
      "must be 1 to " + RequestId.MAX_LENGTH + " visible ASCII characters, without spaces";

  private static final String NO_TASK_ID =
      "has the form of a task id (26 characters of [0-9a-z]), and would hide that task: put"
          + " something before it, such as \"order-\"";

  private final List<Fault> faults = new ArrayList<>();
  private final FieldReader event;

  EventReader(ObjectNode event) {
    this.event = new FieldReader(event, "", faults);
  }

  /** All faults, in the order in which they were found. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * Reads the event.
   *
   * @param header the idempotency key beside the body
   * @param otherwise the id if the event names none
   * @return empty if there are faults
   */
  Optional<GenerationRequest> read(Optional<String> header, RequestId otherwise) {
    var id = id(header);
    var model = event.text("model", 255).filter(name -> !name.isBlank());
    var prompt = event.text("prompt", MAX_PROMPT).filter(text -> !text.isBlank());
    require("model", model, "such as \"seedream-5.0-lite\"; GET /v1/models lists them");
    require("prompt", prompt, "a text that says what the image shall be");
    var spec = new SpecReader(event).read();
    var preference = new PreferenceReader(event).read();
    var delivery = new DeliveryOptionsReader(event).read();
    event.refuseUnknown(ForeignFields::meaning);
    if (!faults.isEmpty() || model.isEmpty() || prompt.isEmpty()) {
      return Optional.empty();
    }
    var request =
        new GenerationRequest(
            id.orElse(otherwise),
            new ModelName(model.get()),
            spec.apply(prompt.get()),
            preference,
            delivery);
    var tooLarge = RequestSize.fault(request);
    tooLarge.ifPresent(why -> event.fault("", why));
    return Optional.of(request).filter(_ -> tooLarge.isEmpty());
  }

  /** The id that the event names, even if the rest of it is wrong; empty: it names no valid one. */
  Optional<RequestId> id(Optional<String> header) {
    var named = event.text("id", Integer.MAX_VALUE);
    header.ifPresent(text -> checkId("Idempotency-Key", text));
    named.ifPresent(text -> checkId("id", text));
    if (named.isPresent() && header.isPresent() && !named.equals(header)) {
      event.fault("id", "differs from the Idempotency-Key header: give one of them, or both alike");
    }
    return named
        .or(() -> header)
        .filter(text -> RequestId.isValid(text) && !TaskId.isValid(text))
        .map(RequestId::new);
  }

  private void checkId(String field, String text) {
    if (!RequestId.isValid(text)) {
      event.fault(field, ID_RULE);
    } else if (TaskId.isValid(text)) {
      event.fault(field, NO_TASK_ID);
    }
  }

  /** The token that the event names, even if the rest of it is wrong. */
  Optional<String> taskToken() {
    return event.text("taskToken", DeliveryOptionsReader.MAX_TOKEN).filter(text -> !text.isBlank());
  }

  private void require(String field, Optional<String> value, String what) {
    boolean isFaulty = faults.stream().anyMatch(fault -> fault.path().equals(field));
    if (value.isEmpty() && !isFaulty) {
      event.fault(field, (event.has(field) ? "is blank" : "is missing") + ": " + what);
    }
  }
}
