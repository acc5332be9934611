package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.link.S3Link;
import dev.darkroom.link.WebLink;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.TaskId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The normalized generation event, version 1: from a JSON object to a request, or to faults. */
final class EventReader {
  private static final int MAX_PROMPT = 64 * 1024;
  private static final int MAX_IMAGES = 64;
  private static final int MAX_SIDE = 1 << 16;
  private static final int MAX_URL = 2048;
  private static final int MAX_TOKEN = 2048;
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

  /** Everything that is wrong, in the order it was met; empty: nothing. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * Reads the event.
   *
   * @param header the idempotency key beside the body
   * @param otherwise the id of an event that names none
   * @return empty if there are faults
   */
  Optional<GenerationRequest> read(Optional<String> header, RequestId otherwise) {
    var id = id(header);
    var model = event.text("model", 255).filter(name -> !name.isBlank());
    var prompt = event.text("prompt", MAX_PROMPT).filter(text -> !text.isBlank());
    require("model", model, "such as \"seedream-5.0-lite\"; GET /v1/models lists them");
    require("prompt", prompt, "a text that says what the image shall be");
    var frame = frame();
    var images =
        event.list(
            "images",
            MAX_IMAGES,
            EventReader::reference,
            "an https:// link to an image, without user or fragment, or " + S3Link.FORM);
    var count = event.whole("count", 1, ImageSpec.MAX_COUNT).orElse(1L).intValue();
    var seed = event.whole("seed", 0, Long.MAX_VALUE);
    var format = event.word("outputFormat", OutputFormat::parse, "\"jpeg\" or \"png\"");
    var safetyChecker = event.flag("safetyChecker");
    var webSearch = event.flag("webSearch");
    var optimization =
        event.word(
            "promptOptimization",
            text -> text.equals("standard") ? Optional.of(text) : Optional.empty(),
            "\"standard\"");
    var preference = preference();
    var handling = handling();
    event.refuseUnknown();
    if (!faults.isEmpty() || model.isEmpty() || prompt.isEmpty()) {
      return Optional.empty();
    }
    var request =
        new GenerationRequest(
            id.orElse(otherwise),
            new ModelName(model.get()),
            ImageSpec.builder(prompt.get())
                .images(images)
                .dimensions(frame)
                .count(count)
                .seed(seed)
                .outputFormat(format)
                .safetyChecker(safetyChecker)
                .webSearch(webSearch)
                .promptOptimization(optimization)
                .build(),
            preference,
            handling);
    var tooLarge = RequestSize.fault(request);
    tooLarge.ifPresent(why -> event.fault("", why));
    return Optional.of(request).filter(_ -> tooLarge.isEmpty());
  }

  /** The id that the event names, even if the rest of it is wrong; empty: it names no good one. */
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
    return event.text("taskToken", MAX_TOKEN).filter(text -> !text.isBlank());
  }

  private Dimensions frame() {
    var ratio =
        event.word(
            "aspectRatio",
            AspectRatio::parse,
            "\"auto\", a ratio such as \"16:9\", or an alias such as \"widescreen_16_9\"");
    var resolution =
        event.word("resolution", Resolution::parse, "\"1K\", \"2K\", \"3K\" or \"4K\"");
    var width = event.whole("width", 1, MAX_SIDE);
    var height = event.whole("height", 1, MAX_SIDE);
    boolean byPixels = event.has("width") || event.has("height");
    if (byPixels && (event.has("aspectRatio") || event.has("resolution"))) {
      event.fault(
          event.has("width") ? "width" : "height",
          "cannot be given with aspectRatio or resolution: give width and height, or those");
    } else if (event.has("width") != event.has("height")) {
      event.fault(
          event.has("width") ? "height" : "width", "is missing: give both width and height");
    } else if (event.has("resolution") && !event.has("aspectRatio")) {
      event.fault("aspectRatio", "is missing: a resolution goes with an aspect ratio");
    }
    if (width.isPresent() && height.isPresent()) {
      return new Dimensions.Pixels(width.get().intValue(), height.get().intValue());
    }
    return ratio
        .<Dimensions>map(shape -> new Dimensions.Ratio(shape, resolution))
        .orElse(new Dimensions.Unspecified());
  }

  private Preference preference() {
    var provider = event.word("provider", EventReader::providerId, "the name of a provider");
    var fallback = event.list("fallback", 16, EventReader::providerId, "the name of a provider");
    var onLoss = event.word("onLoss", EventReader::onLoss, "\"reject\" or \"adapt\"");
    var options = new HashMap<ProviderId, String>();
    event
        .object("providerOptions")
        .ifPresent(
            reader -> {
              for (var name : reader.names()) {
                if (!ProviderId.isValid(name)) {
                  reader.fault(name, "is not the name of a provider");
                } else {
                  reader
                      .raw(name)
                      .ifPresent(raw -> options.put(new ProviderId(name), canonical(raw)));
                }
              }
            });
    return new Preference(provider, fallback, onLoss.orElse(OnLoss.REJECT), options);
  }

  /** The order of its fields is no other wish; how a number is written is: 2.50 is not 2.5. */
  private static String canonical(ObjectNode raw) {
    return sorted(raw).toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var fields = JsonNodeFactory.instance.objectNode();
      object.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> fields.set(field.getKey(), sorted(field.getValue())));
      return fields;
    }
    if (node instanceof ArrayNode array) {
      var entries = JsonNodeFactory.instance.arrayNode();
      array.forEach(entry -> entries.add(sorted(entry)));
      return entries;
    }
    return node;
  }

  private DeliveryOptions handling() {
    var deadline = event.whole("deadlineSeconds", 60, 86_400).map(Duration::ofSeconds);
    var taskToken = event.text("taskToken", MAX_TOKEN);
    var target = event.object("notify").flatMap(this::notifyTarget);
    return new DeliveryOptions(
        deadline.orElse(DeliveryOptions.DEFAULT_DEADLINE), taskToken, target, metadata());
  }

  private Optional<NotifyTarget> notifyTarget(FieldReader reader) {
    Optional<URI> url = reader.word("url", MAX_URL, WebLink::httpsUri, "an https:// address");
    if (!reader.has("url")) {
      reader.fault("url", "is missing: the https:// address that is told the outcome");
    }
    var events =
        reader.list(
            "events",
            2,
            text ->
                text.equals("succeeded") || text.equals("failed")
                    ? Optional.of(text)
                    : Optional.empty(),
            "\"succeeded\" or \"failed\"");
    reader.refuseUnknown();
    return url.map(address -> new NotifyTarget(address, events));
  }

  private Map<String, String> metadata() {
    var pairs = new HashMap<String, String>();
    event
        .object("metadata")
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

  private void require(String field, Optional<String> value, String what) {
    boolean isFaulty = faults.stream().anyMatch(fault -> fault.path().equals(field));
    if (value.isEmpty() && !isFaulty) {
      event.fault(field, (event.has(field) ? "is blank" : "is missing") + ": " + what);
    }
  }

  private static Optional<URI> reference(String text) {
    return S3Link.isMeant(text) ? S3Link.parse(text).map(S3Link::uri) : FieldReader.httpsLink(text);
  }

  private static Optional<ProviderId> providerId(String text) {
    return ProviderId.isValid(text) ? Optional.of(new ProviderId(text)) : Optional.empty();
  }

  private static Optional<OnLoss> onLoss(String text) {
    return switch (text) {
      case "reject" -> Optional.of(OnLoss.REJECT);
      case "adapt" -> Optional.of(OnLoss.ADAPT);
      default -> Optional.empty();
    };
  }
}
