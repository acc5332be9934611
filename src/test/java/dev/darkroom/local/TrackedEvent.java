package dev.darkroom.local;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One event on its way, from the submit to its end. */
final class TrackedEvent {
  private final String id;
  private final Map<String, Object> event;
  private Optional<Response> record = Optional.empty();
  private String before = "";

  TrackedEvent(String id, Map<String, Object> event) {
    this.id = id;
    this.event = Map.copyOf(event);
  }

  /** Submits, and once more what is answered 503: it may be a throttle. */
  void submit() {
    var answer = Caller.submit(id, event);
    if (answer.statusCode() == 503) {
      before = "503 " + answer.path("code");
      answer = Caller.submit(id, event);
      if (answer.statusCode() == 503) {
        return;
      }
      before += ", again: ";
    }
    if (answer.statusCode() != 202) {
      before = answer.statusCode() + " " + answer.path("code");
      return;
    }
    before += "in_doubt".equals(answer.path("status")) ? "in doubt, then " : "";
    record = Optional.of(answer);
  }

  /** Reads the record again. */
  void look() {
    record = record.map(before -> Caller.generation(id));
  }

  /** Whether nothing will change any more; a provisional failure may still. */
  boolean isOver() {
    return record.isEmpty()
        || List.of("succeeded", "partial").contains(status())
        || (status().equals("failed") && !record.get().<Boolean>path("error.provisional"));
  }

  Outcome outcome() {
    int paid = LocalWorld.simulator().accepted("[" + id + "]");
    return new Outcome(record, before + record.map(TrackedEvent::words).orElse(""), paid);
  }

  private String status() {
    return record.map(it -> it.<String>path("status")).orElse("");
  }

  private static String words(Response record) {
    String status = String.valueOf(record.<String>path("status"));
    if (status.equals("failed")) {
      boolean isProvisional = record.path("error.provisional");
      return "failed: " + record.path("error.code") + (isProvisional ? " (provisional)" : "");
    }
    boolean isLate = Boolean.TRUE.equals(record.<Boolean>path("late"));
    var notes = notes(record);
    return status
        + (isLate ? ", late" : "")
        + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
  }

  private static List<String> notes(Response record) {
    var notes = new ArrayList<String>();
    for (var one : list(record, "adjustments")) {
      notes.add(
          "%s %s → %s"
              .formatted(one.get("field"), one.get("requested"), one.getOrDefault("actual", "?")));
    }
    var missing = list(record, "missing");
    if (missing.size() > 3) {
      notes.add(missing.size() + " images missing: " + missing.getLast().get("code"));
    } else {
      missing.forEach(one -> notes.add("no image " + one.get("index") + ": " + one.get("code")));
    }
    return notes;
  }

  private static List<Map<String, Object>> list(Response record, String name) {
    return Optional.ofNullable(record.<List<Map<String, Object>>>path(name)).orElse(List.of());
  }
}
