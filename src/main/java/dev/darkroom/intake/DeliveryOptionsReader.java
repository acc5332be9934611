package dev.darkroom.intake;

import dev.darkroom.link.WebLink;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.OutcomeType;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the deadline and who is notified from the fields of an event. */
record DeliveryOptionsReader(FieldReader event) {
  static final int MAX_TOKEN = 2048;
  private static final int MAX_URL = 2048;
  private static final List<String> OUTCOMES = OutcomeType.words();

  DeliveryOptions read() {
    var deadline = event.whole("deadlineSeconds", 60, 86_400).map(Duration::ofSeconds);
    var taskToken = event.text("taskToken", MAX_TOKEN).filter(this::isToken);
    var target = event.object("notify", "{\"url\": \"https://…\"}").flatMap(this::notifyTarget);
    return new DeliveryOptions(
        deadline.orElse(DeliveryOptions.DEFAULT_DEADLINE), taskToken, target, metadata());
  }

  /** A blank one could not be handed back: its state would wait for nobody. */
  private boolean isToken(String text) {
    if (text.isBlank()) {
      event.fault("taskToken", "is blank: give the token of the state that waits, or leave it out");
    }
    return !text.isBlank();
  }

  private Optional<NotifyTarget> notifyTarget(FieldReader reader) {
    Optional<URI> url = reader.word("url", MAX_URL, WebLink::webUri, "an https:// address");
    if (!reader.has("url")) {
      reader.fault("url", "is missing: the https:// address that gets the outcome");
    }
    var events =
        reader.list(
            "events",
            OUTCOMES.size(),
            text -> Optional.of(text).filter(OUTCOMES::contains),
            "one of " + String.join(", ", OUTCOMES));
    reader.refuseUnknown();
    return url.map(address -> new NotifyTarget(address, events));
  }

  private Map<String, String> metadata() {
    var pairs = new HashMap<String, String>();
    event
        .object("metadata", "{\"order\": \"4711\"}")
        .ifPresent(
            reader -> {
              var names = reader.names();
              if (names.size() > 16) {
                event.fault("metadata", "has " + names.size() + " pairs; at most 16");
              }
              for (var name : names) {
                if (name.isBlank() || FieldReader.length(name) > 128) {
                  event.fault("metadata", "has a name that is not 1 to 128 characters long");
                }
                reader.text(name, 1024).ifPresent(value -> pairs.put(name, value));
              }
            });
    return pairs;
  }
}
