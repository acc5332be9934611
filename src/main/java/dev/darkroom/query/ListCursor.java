package dev.darkroom.query;

import dev.darkroom.task.RecentMark;
import dev.darkroom.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a list, as callers get its text and send it back untrusted. The text names the filter
 * of its list: behind another filter the place would skip tasks.
 */
record ListCursor(RecentMark mark) {
  private static final Pattern FORM =
      Pattern.compile("(-?\\d{1,11})\\.(\\d{1,9})\\.([0-9a-z]{26})?\\.([0-9a-f]{16})");

  private static final int LONGEST = 120;

  /** What a text is. */
  sealed interface Reading {
    /** A cursor of this list. */
    record Place(RecentMark mark) implements Reading {}

    /** A cursor of a list with another filter. */
    record OfAnother() implements Reading {}

    /** No cursor at all. */
    record NoCursor() implements Reading {}
  }

  String text(ListFilter filter) {
    var at = mark.at();
    var text =
        "%s.%s.%s.%s"
            .formatted(
                at.getEpochSecond(),
                at.getNano(),
                mark.last().map(TaskId::value).orElse(""),
                filter.fingerprint());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  static Reading read(String text, ListFilter filter) {
    var parts = FORM.matcher(text.length() > LONGEST ? "" : decoded(text));
    if (!parts.matches()) {
      return new Reading.NoCursor();
    }
    if (!parts.group(4).equals(filter.fingerprint())) {
      return new Reading.OfAnother();
    }
    try {
      var at =
          Instant.ofEpochSecond(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
      return new Reading.Place(
          new RecentMark(at, Optional.ofNullable(parts.group(3)).map(TaskId::new)));
    } catch (DateTimeException | IllegalArgumentException broken) {
      return new Reading.NoCursor();
    }
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
