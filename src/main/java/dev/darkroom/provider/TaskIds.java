package dev.darkroom.provider;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Optional;
import java.util.regex.Pattern;

/** A provider's task ids, which come from outside and go into addresses that we call. */
public final class TaskIds {
  private static final Pattern ASKABLE = Pattern.compile("(?!\\.+$)[^\\s/\\\\\\p{Cntrl}\\p{Cs}]+");

  private TaskIds() {}

  /**
   * Whether this may be one segment of a path that we call with our key, and be kept in a record:
   * half of a surrogate pair can be neither.
   */
  public static boolean isAskable(String id) {
    return id.length() <= ProviderTaskRef.MAX_LENGTH && ASKABLE.matcher(id).matches();
  }

  /** The reference, if the id is one that can be asked about. */
  public static Optional<ProviderTaskRef> ref(ProviderId provider, Optional<String> id) {
    return id.filter(TaskIds::isAskable).map(text -> new ProviderTaskRef(provider, text));
  }
}
