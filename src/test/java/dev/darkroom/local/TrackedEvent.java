package dev.darkroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One event on its way, from the submit to its end. */
final class TrackedEvent {
  private final String id;
  private final Map<String, Object> event;
  private Optional<JsonNode> record = Optional.empty();
  private String before = "";

  TrackedEvent(String id, Map<String, Object> event) {
    this.id = id;
    this.event = Map.copyOf(event);
  }

  /** Submits, and once more what is answered 503: it may be a throttle. */
  void submit() {
    var answer = Caller.submit(id, event);
    if (answer.statusCode() == 503) {
      before = "503 " + Caller.json(answer).path("code").asText();
      answer = Caller.submit(id, event);
      if (answer.statusCode() == 503) {
        return;
      }
      before += ", again: ";
    }
    if (answer.statusCode() != 202) {
      before = answer.statusCode() + " " + Caller.json(answer).path("code").asText();
      return;
    }
    var accepted = Caller.json(answer);
    before += accepted.path("status").asText().equals("in_doubt") ? "in doubt, then " : "";
    record = Optional.of(accepted);
  }

  /** Reads the record again. */
  void look() {
    record = record.map(before -> Caller.json(Caller.generation(id)));
  }

  /** Whether nothing will change any more; a provisional failure may still. */
  boolean isOver() {
    return record.isEmpty()
        || List.of("succeeded", "partial").contains(status())
        || (status().equals("failed") && !record.get().at("/error/provisional").asBoolean());
  }

  Outcome outcome() {
    int paid = LocalWorld.simulator().accepted("[" + id + "]");
    return new Outcome(record, before + record.map(TrackedEvent::words).orElse(""), paid);
  }

  private String status() {
    return record.map(it -> it.path("status").asText()).orElse("");
  }

  private static String words(JsonNode record) {
    String status = record.path("status").asText();
    if (status.equals("failed")) {
      boolean isProvisional = record.at("/error/provisional").asBoolean();
      return "failed: "
          + record.at("/error/code").asText()
          + (isProvisional ? " (provisional)" : "");
    }
    boolean isLate = record.path("late").asBoolean();
    var notes = notes(record);
    return status
        + (isLate ? ", late" : "")
        + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
  }

  private static List<String> notes(JsonNode record) {
    var notes = new ArrayList<String>();
    for (var one : record.path("adjustments")) {
      notes.add(
          "%s %s → %s"
              .formatted(
                  one.path("field").asText(),
                  one.path("requested").asText(),
                  one.path("actual").asText("?")));
    }
    var missing = record.path("missing");
    if (missing.size() > 3) {
      var last = missing.get(missing.size() - 1);
      notes.add(missing.size() + " images missing: " + last.path("code").asText());
    } else {
      missing.forEach(
          one -> notes.add("no image " + one.path("index") + ": " + one.path("code").asText()));
    }
    return notes;
  }
}
