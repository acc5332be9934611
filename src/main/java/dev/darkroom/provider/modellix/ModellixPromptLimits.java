package dev.darkroom.provider.modellix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prompt limits that an operator sets instead of the documented ones.
 *
 * @param byModel by Modellix's name of the model; under {@link #ALL} for all others
 */
record ModellixPromptLimits(Map<String, Integer> byModel) {
  static final String VARIABLE = "DARKROOM_PROVIDER_MODELLIX_PROMPT_LIMIT";

  private static final String ALL = "";
  private static final Pattern ENTRY =
      Pattern.compile("(?:(?<model>[^\\s:,]+):)?(?<limit>[1-9]\\d{0,6})");

  ModellixPromptLimits {
    byModel = Map.copyOf(byModel);
  }

  /**
   * Reads a number, or {@code model:number} pairs, separated by commas.
   *
   * @throws IllegalArgumentException names the variable and says how it should be
   */
  static ModellixPromptLimits parse(Optional<String> configured) {
    var limits = new HashMap<String, Integer>();
    for (var entry : configured.map(text -> text.split(",", -1)).orElse(new String[0])) {
      var match = ENTRY.matcher(entry.strip());
      if (!match.matches()) {
        throw new IllegalArgumentException(
            VARIABLE
                + " must be a number of characters, or model:number such as seedream-4.5-t2i:10000,"
                + " separated by commas; it is not at: "
                + entry);
      }
      var model = Optional.ofNullable(match.group("model")).orElse(ALL);
      limits.put(model, Integer.valueOf(match.group("limit")));
    }
    return new ModellixPromptLimits(limits);
  }

  /**
   * The same limits, if all their models exist. A typo must not leave a limit unchanged.
   *
   * @param models by Modellix's names
   * @throws IllegalArgumentException names the variable and the models
   */
  ModellixPromptLimits knownTo(List<String> models) {
    for (var named : byModel.keySet()) {
      if (!named.equals(ALL) && !models.contains(named)) {
        throw new IllegalArgumentException(
            VARIABLE + " names a model that is not known: " + named + "; known are " + models);
      }
    }
    return this;
  }

  /** What was configured for this model; empty: the document's limit holds. */
  Optional<Integer> of(String model) {
    return Optional.ofNullable(byModel.get(model)).or(() -> Optional.ofNullable(byModel.get(ALL)));
  }
}
