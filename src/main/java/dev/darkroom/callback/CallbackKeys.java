package dev.darkroom.callback;

import dev.darkroom.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The live keys of callback tokens: the first signs, all verify.
 *
 * <p>To rotate, add the new key as the second. Swap the two once every environment has read it
 * (keys are kept for five minutes). Remove the old key when the tasks of before have passed their
 * deadlines.
 *
 * @param keys at least one
 */
record CallbackKeys(List<Key> keys) {
  private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,8}):(\\S{32,})");

  CallbackKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Reads {@code id:secret} pairs, separated by commas.
   *
   * @param source the variable or parameter that holds them, for the error
   * @throws IllegalArgumentException says which entry is wrong and what its form should be, without
   *     the entry
   */
  static CallbackKeys parse(String text, String source) {
    var keys = new ArrayList<Key>();
    for (var entry : text.split(",", -1)) {
      var match = FORM.matcher(entry.strip());
      if (!match.matches()) {
        throw malformed(
            source,
            keys.size() + 1,
            "is not id:secret with an id of 1 to 8 characters of [a-z0-9] and a secret of at least 32"
                + " characters");
      }
      var id = match.group(1);
      if (keys.stream().anyMatch(key -> key.id().equals(id))) {
        throw malformed(
            source,
            keys.size() + 1,
            "has the id of an earlier one: tokens would not tell which key signed them; give it"
                + " another");
      }
      keys.add(new Key(id, new Secret(match.group(2))));
    }
    return new CallbackKeys(keys);
  }

  private static IllegalArgumentException malformed(String source, int entry, String why) {
    return new IllegalArgumentException(source + ": entry " + entry + " " + why);
  }

  Key signing() {
    return keys.getFirst();
  }

  Optional<Key> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** One key, and its name in tokens. */
  record Key(String id, Secret secret) {}
}
