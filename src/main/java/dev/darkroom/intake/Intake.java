package dev.darkroom.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.routing.Router;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Refused;
import dev.darkroom.task.GenerationRequest.Handling;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads events strictly, and passes the good ones on. */
@ApplicationScoped
public class Intake {
  /** A field given twice is an error: which of the two would count? */
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private static final String INSTEAD = ", and take the outcome from the event bus";

  private final Router router;
  private final TaskStore store;
  private final RequestIds ids;
  private final Clock clock;

  Intake(Router router, TaskStore store, RequestIds ids, Clock clock) {
    this.router = router;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Takes an event whose sender hears the answer. */
  public SubmissionResult take(Event event) {
    if (event.body().length > Event.MAX_BYTES) {
      return new Refused(Problem.tooLarge(Event.MAX_BYTES));
    }
    return switch (parse(event.body())) {
      case Parsed.Good(var object) -> take(new EventReader(object), event);
      case Parsed.Bad(var fault) -> new Refused(Problem.invalid(List.of(fault)));
    };
  }

  /**
   * Takes an event whose sender hears nothing: what can never become a task is kept where its
   * sender can look it up.
   *
   * @param source what carried it, for the record
   */
  public SubmissionResult takeUnattended(Event event, String source) {
    var result = take(event);
    if (result instanceof Refused(var problem)) {
      store.keepRefusal(
          new Refusal(
              idOf(event),
              source,
              problem.code(),
              problem.detail(),
              problem.errors(),
              clock.instant()));
    }
    return result;
  }

  private SubmissionResult take(EventReader reader, Event event) {
    var request = reader.read(event.headerId(), event.carrierId().orElseGet(ids::next));
    if (request.isEmpty()) {
      return new Refused(Problem.invalid(reader.faults()));
    }
    var unserved = unserved(request.get().handling());
    return unserved.isEmpty()
        ? router.submit(request.get())
        : new Refused(Problem.invalid(unserved));
  }

  /** A wish that nobody would act on is refused, not passed over. */
  private static List<Fault> unserved(Handling handling) {
    var faults = new ArrayList<Fault>();
    if (handling.taskToken().isPresent()) {
      faults.add(new Fault("taskToken", "is not served yet: leave it out" + INSTEAD));
    }
    if (handling.notifyTarget().isPresent()) {
      faults.add(new Fault("notify", "is not served yet: leave it out" + INSTEAD));
    }
    return faults;
  }

  private RequestId idOf(Event event) {
    Optional<RequestId> named =
        event.body().length <= Event.MAX_BYTES
                && parse(event.body()) instanceof Parsed.Good(var object)
            ? new EventReader(object).id(event.headerId())
            : Optional.empty();
    return named.or(event::carrierId).orElseGet(ids::next);
  }

  private static Parsed parse(byte[] body) {
    try {
      JsonNode node = JSON.readValue(body);
      return node instanceof ObjectNode object
          ? new Parsed.Good(object)
          : new Parsed.Bad(new Fault("", "the event must be a JSON object"));
    } catch (JsonProcessingException notJson) {
      var place = notJson.getLocation();
      return notJson(
          place == null
              ? ""
              : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
    } catch (IOException notText) { // bytes that begin like UTF-16 or UTF-32 and are none
      return notJson("");
    }
  }

  private static Parsed notJson(String where) {
    return new Parsed.Bad(
        new Fault("", "the event is not valid JSON" + where + ": send one JSON object in UTF-8"));
  }

  private sealed interface Parsed {
    record Good(ObjectNode object) implements Parsed {}

    record Bad(Fault fault) implements Parsed {}
  }
}
