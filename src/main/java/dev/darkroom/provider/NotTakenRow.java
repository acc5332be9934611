package dev.darkroom.provider;

import dev.darkroom.task.ErrorCode;
import java.util.Locale;

/**
 * One line of a provider's list of answers that prove that nothing was taken.
 *
 * @param status of HTTP, or the number in the body that mirrors one
 * @param code as {@link #normalized} writes it; empty: none but numbers
 * @param meaning our name; a throttled call is transient, every other one refused
 * @param source the document, or the provider's own client, that says so
 */
public record NotTakenRow(
    int status, String code, Evidence evidence, ErrorCode meaning, String source) {
  /** Stands for a code that is neither text nor number. */
  public static final String UNREADABLE = "(unreadable)";

  private static final int LONGEST_CODE = 100;

  /** What must come with a status and a code. */
  public enum Evidence {
    /** The provider's own shape of an error. */
    BODY,
    /** Headers which say that the rate window is used up. */
    SPENT_WINDOW
  }

  /** Without a code, in the provider's own shape. */
  public static NotTakenRow of(int status, ErrorCode meaning, String source) {
    return new NotTakenRow(status, "", Evidence.BODY, meaning, source);
  }

  /** With a code, in the provider's own shape. */
  public static NotTakenRow of(int status, String code, ErrorCode meaning, String source) {
    return new NotTakenRow(status, normalized(code), Evidence.BODY, meaning, source);
  }

  /** With headers that say that the rate window is used up, whatever the body. */
  public static NotTakenRow ofSpentWindow(int status, String source) {
    return new NotTakenRow(status, "", Evidence.SPENT_WINDOW, ErrorCode.RATE_LIMITED, source);
  }

  /** Whether the call may succeed later. */
  public boolean isTransient() {
    return meaning == ErrorCode.RATE_LIMITED;
  }

  /** Whether this line is about a status alone, in the provider's own shape. */
  public boolean isOf(int number) {
    return status == number && code.isEmpty() && evidence == Evidence.BODY;
  }

  /** A code in lower case, with underscores for hyphens and blanks. */
  public static String normalized(String text) {
    var code = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    return code.length() <= LONGEST_CODE ? code : UNREADABLE;
  }
}
