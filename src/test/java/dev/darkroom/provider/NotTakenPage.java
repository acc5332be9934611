package dev.darkroom.provider;

import static java.util.stream.Collectors.joining;

import dev.darkroom.provider.NotTakenRow.Evidence;
import java.util.List;

/** Writes down which answers to a paid call prove that nothing was taken. */
final class NotTakenPage {
  private static final String HEAD =
      """
      # Which answers prove that nothing was taken

      A test writes this page from the lists in the code: `./mvnw test -Dtest=NotTakenPageTest -Ddocs=write`.

      A paid call counts as not taken only if its answer is on the provider's list. Every other answer is in doubt: the call is never
      repeated, and no other provider is asked. These rules hold for each line:

      - The body has the provider's own shape of an error, and can be read in one way only (no field twice, nothing behind it).
      - The body names no task, at any depth.
      - The HTTP status, unless it is a success, and each code in the body are on the list. Both must agree.
      - A number as a code in the body counts as that HTTP status. So 200 with the code 503 is what 503 is: in doubt.
      - Words decide nothing. Where status and codes say that it is a refusal, words may say which one (content, quota, model).
      - A page of a proxy (HTML, or no body) proves nothing, whatever its status.

      "Not now" may be tried again later, and lets a fallback start. "Refused" is a clear no; whether a fallback starts depends on our code.
      """;

  private NotTakenPage() {}

  static String of(List<ImageProvider> providers) {
    return HEAD + providers.stream().map(NotTakenPage::section).collect(joining());
  }

  private static String section(ImageProvider provider) {
    return provider.profile().notTaken().stream()
        .map(NotTakenPage::line)
        .collect(
            joining(
                "\n",
                "\n## "
                    + provider.id()
                    + "\n\n"
                    + "| status | code | counts as | our code | source |\n"
                    + "|---|---|---|---|---|\n",
                "\n"));
  }

  private static String line(NotTakenRow row) {
    return "| %d | %s | %s | `%s` | %s |"
        .formatted(
            row.status(),
            code(row),
            row.isTransient() ? "not now" : "refused",
            row.meaning().text(),
            row.source());
  }

  private static String code(NotTakenRow row) {
    if (row.evidence() == Evidence.SPENT_WINDOW) {
      return "any body, with `X-RateLimit-Remaining: 0`";
    }
    return row.code().isEmpty() ? "none" : "`" + row.code() + "`";
  }
}
