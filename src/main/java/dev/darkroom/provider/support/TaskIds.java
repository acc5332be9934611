package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A provider's task ids: untrusted, and part of addresses that Darkroom calls. */
public final class TaskIds {
  private static final Pattern ASKABLE = Pattern.compile("(?!\\.+$)[^\\s/\\\\\\p{Cntrl}\\p{Cs}]+");

  private static final Set<String> NONE =
      Set.of("", "0", "-1", "null", "none", "undefined", "false", "true");

  private TaskIds() {}

  /**
   * Whether an id may be one segment of a path that is called with the key. It must also fit into a
   * record: half of a surrogate pair can be neither.
   */
  public static boolean isAskable(String id) {
    return id.length() <= ProviderTaskRef.MAX_LENGTH && ASKABLE.matcher(id).matches();
  }

  /**
   * The id in the first of these places that holds one: a text, or a number. What programs write
   * without one (false, 0, "null") is ignored.
   */
  public static Optional<String> in(JsonNode... places) {
    return Stream.of(places)
        .filter(place -> !place.isBoolean())
        .flatMap(place -> ProviderJson.scalar(place).stream())
        .filter(id -> !NONE.contains(id.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The reference, if the provider can be asked about the id. */
  public static Optional<ProviderTaskRef> ref(ProviderId provider, Optional<String> id) {
    return id.filter(TaskIds::isAskable).map(text -> new ProviderTaskRef(provider, text));
  }
}
