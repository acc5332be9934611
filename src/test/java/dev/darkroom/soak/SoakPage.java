package dev.darkroom.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The report of a run: in the build's folder, and with {@code -Ddocs=write} on the page. */
final class SoakPage {
  private static final Path PAGE = Path.of("src/docs/soak.md");
  private static final String MARK = "<!-- written by SoakIT, from here on -->";

  private SoakPage() {}

  static void write(Path folder, Soak.Result result) {
    try {
      Files.writeString(folder.resolve("report.txt"), result.summary() + result.stories());
      if (System.getProperty("docs", "").equals("write")) {
        var page = Files.readString(PAGE);
        var before = page.substring(0, page.indexOf(MARK) + MARK.length());
        Files.writeString(PAGE, before + text(result));
      }
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    }
  }

  private static String text(Soak.Result result) {
    return "%n%nOn %s, %d processors (%s), Java %s:%n%n```%n%s```%n"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            Runtime.version().feature(),
            result.summary());
  }
}
