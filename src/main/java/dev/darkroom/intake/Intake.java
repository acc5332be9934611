package dev.darkroom.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.IntakeResult.Invalid;
import dev.darkroom.intake.IntakeResult.Understood;
import dev.darkroom.notification.NotifyRule;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads events strictly. */
@ApplicationScoped
public class Intake {
  /** The largest event that is read for its task token at least; SQS carries 1 MiB (2025-08). */
  private static final int MAX_READ = 1024 * 1024;

  private final NotifyRule notifyRule;
  private final RequestIds ids;

  Intake(NotifyRule notifyRule, RequestIds ids) {
    this.notifyRule = notifyRule;
    this.ids = ids;
  }

  /** Reads an event: its request, or its faults. */
  public IntakeResult read(Event event) {
    var parsed = parsed(event);
    return parsed.rejection().isPresent()
        ? invalid(event, parsed, parsed.rejection().get())
        : read(event, parsed);
  }

  private IntakeResult read(Event event, Parsed parsed) {
    var reader = new EventReader(parsed.object());
    var request = reader.read(event.headerId(), event.carrierId().orElseGet(ids::next));
    var faults = request.map(this::faults).orElseGet(reader::faults);
    return faults.isEmpty()
        ? new Understood(request.orElseThrow().tracedBy(event.trace()))
        : invalid(event, parsed, Rejection.invalid(faults));
  }

  private List<Fault> faults(GenerationRequest request) {
    return notifyRule.faults(request.delivery().notifyTarget());
  }

  private IntakeResult invalid(Event event, Parsed parsed, Rejection rejection) {
    var reader = new EventReader(parsed.object());
    var id = reader.id(event.headerId()).or(event::carrierId).orElseGet(ids::next);
    return new Invalid(rejection, id, reader.taskToken());
  }

  private static Parsed parsed(Event event) {
    int length = event.body().length;
    var document =
        length > MAX_READ
            ? new StrictJson.Document(MissingNode.getInstance(), List.of())
            : StrictJson.read(event.body());
    var object =
        document.tree() instanceof ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
    return new Parsed(
        object,
        length > Event.MAX_BYTES
            ? Optional.of(Rejection.tooLarge(Event.MAX_BYTES))
            : faults(document).map(Rejection::invalid));
  }

  private static Optional<List<Fault>> faults(StrictJson.Document document) {
    if (!document.faults().isEmpty()) {
      return Optional.of(document.faults());
    }
    return document.tree().isObject()
        ? Optional.empty()
        : Optional.of(List.of(new Fault("", "the event must be a JSON object")));
  }

  /**
   * An event as JSON.
   *
   * @param object as far as it could be read
   * @param rejection empty: all of it is JSON
   */
  private record Parsed(ObjectNode object, Optional<Rejection> rejection) {}
}
