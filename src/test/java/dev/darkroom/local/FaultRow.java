package dev.darkroom.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a table of the results: what a prompt asks the simulator for, and what has to come of
 * it.
 *
 * @param faults names, with values, separated by blanks
 * @param event the fields of the event beside the prompt
 * @param promised by provider; {@link #EVERYBODY} for the others; regular expressions
 */
record FaultRow(String faults, Map<String, Object> event, Map<String, String> promised) {
  private static final String EVERYBODY = "*";

  FaultRow {
    event = Map.copyOf(event);
    promised = Map.copyOf(promised);
  }

  static FaultRow of(String faults, String promised) {
    return new FaultRow(faults, Map.of(), Map.of(EVERYBODY, promised));
  }

  /** The same with another promise for one provider. */
  FaultRow but(String provider, String words) {
    var more = new HashMap<>(promised);
    more.put(provider, words);
    return new FaultRow(faults, event, more);
  }

  /** The same for one provider alone. */
  FaultRow only(String provider) {
    return new FaultRow(faults, event, Map.of(provider, promised.getOrDefault(EVERYBODY, "")));
  }

  /** The same with a field of the event. */
  FaultRow with(String field, Object value) {
    var more = new HashMap<>(event);
    more.put(field, value);
    return new FaultRow(faults, more, promised);
  }

  /** Empty: the provider has no part in it. */
  Optional<String> promise(String provider) {
    return Optional.ofNullable(promised.getOrDefault(provider, promised.get(EVERYBODY)));
  }

  TrackedEvent event(String provider) {
    var whole = new HashMap<String, Object>(event);
    whole.put("provider", provider);
    whole.putIfAbsent("model", "seedream-5.0-lite");
    whole.put("deadlineSeconds", 600);
    whole.put("prompt", tags());
    return new TrackedEvent("fault-" + provider + "-" + Integer.toHexString(hashCode()), whole);
  }

  private String tags() {
    return Stream.of(faults.split(" ")).map(it -> "@fault:" + it).collect(Collectors.joining(" "));
  }

  /** The name of the line. */
  String name() {
    var more = event.entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).sorted();
    var fields = more.collect(Collectors.joining(", "));
    return "`" + faults.replace("|", "\\|") + "`" + (fields.isEmpty() ? "" : ", " + fields);
  }

  /** Several lines with the same promise. */
  static List<FaultRow> all(String promised, String... faults) {
    return Stream.of(faults).map(it -> of(it, promised)).toList();
  }
}
