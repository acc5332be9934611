package dev.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The form of an event as intake reads it, and as its schema says it: the same. */
final class EventForm {
  private EventForm() {}

  /** The paths of what intake finds wrong, without routing: the form alone. */
  static List<String> faults(ObjectNode event) {
    var reader = new EventReader(event);
    var request = reader.read(Optional.empty(), Examples.request().id());
    assertThat(request.isPresent()).isEqualTo(reader.faults().isEmpty());
    return Stream.concat(reader.faults().stream(), request.stream().flatMap(EventForm::ofLinks))
        .map(Fault::path)
        .toList();
  }

  /** Whether a webhook is https is judged where local mode may decide otherwise. */
  private static Stream<Fault> ofLinks(GenerationRequest request) {
    return request
        .delivery()
        .notifyTarget()
        .filter(target -> !"https".equals(target.url().getScheme()))
        .stream()
        .flatMap(target -> TestingNotify.signing().rule().faults(Optional.of(target)).stream());
  }

  static void assertTakenByBoth(ObjectNode event) {
    assertThat(Schemas.faultsOfEvent(event)).as("by the schema: %s", event).isEmpty();
    assertThat(faults(event)).as("by intake: %s", event).isEmpty();
  }

  static void assertRefusedByBothAt(String path, ObjectNode event) {
    assertThat(Schemas.faultsOfEvent(event)).as("by the schema: %s", shown(event)).isNotEmpty();
    assertThat(faults(event)).as("by intake: %s", shown(event)).containsExactly(path);
  }

  /** Either both take it or both refuse it. */
  static void assertSameVerdict(ObjectNode event) {
    assertThat(faults(event).isEmpty())
        .as("intake and schema %s differ on %s", Schemas.faultsOfEvent(event), shown(event))
        .isEqualTo(Schemas.faultsOfEvent(event).isEmpty());
  }

  private static String shown(JsonNode event) {
    var text = event.toString();
    return text.substring(0, Math.min(500, text.length()));
  }
}
