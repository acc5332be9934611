package dev.darkroom.conformance;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of the record that a line is about, as in {@code mgd0x1f2-2/5/succeeded:told}.
 *
 * @param claim the moment of the claim in base 36, and which claim of the id it is
 * @param isTold whether every channel is through with the outcome
 */
record RecordMark(String claim, long version, RecordState state, boolean isTold) {
  private static final Pattern TEXT =
      Pattern.compile("([0-9a-z]{1,12}(?:-[0-9]{1,6})?)/([0-9]{1,12})/([a-z_]+)(:told)?");

  /** Reads the text of a line; empty: no line of Darkroom says that. */
  static Optional<RecordMark> of(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    boolean isTold = match.group(4) != null;
    long version = Long.parseLong(match.group(2));
    return RecordState.of(match.group(3))
        .filter(state -> state.isFinal() || !isTold)
        .filter(_ -> version > 0)
        .map(state -> new RecordMark(match.group(1), version, state, isTold));
  }

  /** Which claim of the id this is, counted from 1 in each life of the id. */
  int attempt() {
    int dash = claim.indexOf('-');
    return dash < 0 ? 1 : Integer.parseInt(claim.substring(dash + 1));
  }

  /** When the id was claimed. */
  long claimedAt() {
    int dash = claim.indexOf('-');
    return Long.parseLong(dash < 0 ? claim : claim.substring(0, dash), 36);
  }

  /** What the record says, apart from its version. */
  String says() {
    return state.word() + (isTold ? ":told" : "");
  }

  @Override
  public String toString() {
    return claim + "/" + version + "/" + says();
  }
}
