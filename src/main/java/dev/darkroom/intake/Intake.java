package dev.darkroom.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.notification.NotifyRule;
import dev.darkroom.routing.Router;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Refused;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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

  private final Router router;
  private final NotifyRule notifyRule;
  private final TurningAway turningAway;
  private final RequestIds ids;

  Intake(Router router, NotifyRule notifyRule, TurningAway turningAway, RequestIds ids) {
    this.router = router;
    this.notifyRule = notifyRule;
    this.turningAway = turningAway;
    this.ids = ids;
  }

  /**
   * Takes an event whose sender hears the answer.
   *
   * @throws RuntimeException if something of ours failed; the same event again is safe
   */
  public SubmissionResult take(Event event) {
    var parsed = parsed(event);
    var result = take(event, parsed);
    if (result instanceof Refused(var problem)) {
      turningAway.tell(problem, event, token(parsed));
    }
    return result;
  }

  /**
   * Takes an event whose sender hears nothing: what can never become a task is kept where its
   * sender can look it up.
   *
   * @param source what carried it, for the record
   * @throws RuntimeException if something of ours failed; the same event again is safe
   */
  public SubmissionResult takeUnattended(Event event, String source) {
    var parsed = parsed(event);
    var result = take(event, parsed);
    if (result instanceof Refused(var problem)) {
      turningAway.keep(problem, idOf(event, parsed), source);
      turningAway.tell(problem, event, token(parsed));
    }
    return result;
  }

  private SubmissionResult take(Event event, Parsed parsed) {
    return switch (parsed) {
      case Parsed.Good(var object) -> take(new EventReader(object), event);
      case Parsed.Bad(var problem) -> new Refused(problem);
    };
  }

  private SubmissionResult take(EventReader reader, Event event) {
    var request = reader.read(event.headerId(), event.carrierId().orElseGet(ids::next));
    if (request.isEmpty()) {
      return new Refused(Problem.invalid(reader.faults()));
    }
    var faults = notifyRule.faults(request.get().handling().notifyTarget());
    return faults.isEmpty()
        ? router.submit(request.get().tracedBy(event.trace()))
        : new Refused(Problem.invalid(faults));
  }

  private RequestId idOf(Event event, Parsed parsed) {
    Optional<RequestId> named =
        parsed instanceof Parsed.Good(var object)
            ? new EventReader(object).id(event.headerId())
            : Optional.empty();
    return named.or(event::carrierId).orElseGet(ids::next);
  }

  /** Who waits for it, even if the rest of it is wrong. */
  private static Optional<String> token(Parsed parsed) {
    return parsed instanceof Parsed.Good(var object)
        ? new EventReader(object).taskToken()
        : Optional.empty();
  }

  private static Parsed parsed(Event event) {
    return event.body().length > Event.MAX_BYTES
        ? new Parsed.Bad(Problem.tooLarge(Event.MAX_BYTES))
        : parse(event.body());
  }

  private static Parsed parse(byte[] body) {
    try {
      JsonNode node = JSON.readValue(body);
      return node instanceof ObjectNode object
          ? new Parsed.Good(object)
          : bad("the event must be a JSON object");
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
    return bad("the event is not valid JSON" + where + ": send one JSON object in UTF-8");
  }

  private static Parsed bad(String message) {
    return new Parsed.Bad(Problem.invalid(List.of(new Fault("", message))));
  }

  private sealed interface Parsed {
    record Good(ObjectNode object) implements Parsed {}

    record Bad(Problem problem) implements Parsed {}
  }
}
