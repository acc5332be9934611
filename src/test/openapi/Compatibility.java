import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/**
 * Compares a document with later ones. It writes a line for each: its file, and whether it breaks
 * who was made for the first. With one later document alone, it writes the changes to the standard
 * error.
 */
final class Compatibility {
  private Compatibility() {}

  public static void main(String[] files) throws Exception {
    var former = Files.readString(Path.of(files[0]));
    for (int at = 1; at < files.length; at++) {
      var file = Path.of(files[at]);
      var changes = OpenApiCompare.fromContents(former, Files.readString(file));
      System.out.println(file.getFileName() + " " + (changes.isIncompatible() ? "breaks" : "fits"));
      if (files.length == 2 && changes.isIncompatible()) {
        var text = new ByteArrayOutputStream();
        new MarkdownRender().render(changes, new OutputStreamWriter(text, StandardCharsets.UTF_8));
        System.err.println(text.toString(StandardCharsets.UTF_8));
      }
    }
  }
}
