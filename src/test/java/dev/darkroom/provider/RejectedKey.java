package dev.darkroom.provider;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderId;
import java.util.Locale;

/** What a refusal says beside the provider's words where the key was rejected. */
public final class RejectedKey {
  private RejectedKey() {}

  /** The words as the requester reads them. */
  public static String words(ErrorCode code, String said, ProviderId provider) {
    var variable = "DARKROOM_PROVIDER_" + provider.value().toUpperCase(Locale.ROOT) + "_API_KEY";
    return code == ErrorCode.KEY_REJECTED
        ? said + " (its key is in " + variable + "_PARAMETER (or " + variable + "))"
        : said;
  }
}
