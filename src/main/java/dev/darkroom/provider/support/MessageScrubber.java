package dev.darkroom.provider.support;

import dev.darkroom.base.TextCut;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a provider's own words fit to be shown. It cuts them, and removes keys, links, control
 * signs and halves of surrogate pairs.
 */
public final class MessageScrubber {
  public static final int MAX_LENGTH = 300;

  /** Longer than any code. */
  public static final int MAX_CODE = 100;

  private static final int LOOKED_AT = 4 * MAX_LENGTH;
  private static final Pattern LINK = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://\\S*");
  private static final Pattern KEY =
      Pattern.compile("(?i)\\b(?:bearer|basic)\\s+\\S+|\\b(?:sk|pk)-\\S+|[\\w+/=-]{40,}");
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

  private MessageScrubber() {}

  /** At most {@value #MAX_LENGTH} characters on one line. */
  public static String scrubbed(String text) {
    var line = UNSEEN.matcher(TextCut.plain(text, LOOKED_AT)).replaceAll(" ");
    var linkless = LINK.matcher(line).replaceAll("[link]");
    return TextCut.plain(KEY.matcher(linkless).replaceAll("***").strip(), MAX_LENGTH);
  }

  /** A code in its own case, at most {@value #MAX_CODE} characters on one line; empty: none. */
  public static Optional<String> code(String text) {
    return Optional.of(TextCut.plain(scrubbed(text), MAX_CODE)).filter(code -> !code.isEmpty());
  }
}
