package dev.darkroom.simulator.protocol;

import java.util.List;

/** One thing that a provider demands of a create call. */
public interface Rule {
  /** Remembers in the fields what is wrong with them. */
  void check(RequestFields fields);

  static Rule oneOf(String pointer, List<String> allowed) {
    return fields -> fields.oneOf(pointer, allowed);
  }

  static Rule whole(String pointer, long least, long most) {
    return fields -> fields.whole(pointer, least, most);
  }

  static Rule flag(String pointer) {
    return fields ->
        fields.check(
            fields.isAbsent(pointer) || fields.at(pointer).isBoolean(),
            pointer,
            "must be a boolean");
  }

  /** A limit of the maker of the pictures, which the provider itself does not know. */
  static Rule upstreamLength(String pointer, int most) {
    return fields ->
        fields.checkUpstream(
            fields.at(pointer).asText().length() <= most,
            pointer,
            "must not exceed " + most + " characters");
  }

  /** The same for a whole number, which some write as a text. */
  static Rule upstreamRange(String pointer, long least, long most) {
    return fields -> {
      var value = fields.at(pointer);
      boolean isRight =
          value.asText().matches("-?\\d{1,18}")
              && value.asLong() >= least
              && value.asLong() <= most;
      fields.checkUpstream(
          fields.isAbsent(pointer) || isRight, pointer, "must be from " + least + " to " + most);
    };
  }
}
