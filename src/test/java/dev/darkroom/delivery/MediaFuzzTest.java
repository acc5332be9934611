package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.testing.fuzz.Fuzz;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files, damaged: a header is read without an exception and in bounded work, and its size is
 * the one that other readers see.
 */
class MediaFuzzTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/delivery");

  /** Larger ones are no odder than these. */
  private static final int LARGEST = 70_000;

  private final IndependentReader independent = new IndependentReader();
  private final List<byte[]> files = files();
  private int complete;
  private int confirmed;

  @Test
  void aDamagedFileIsReadInBoundedWorkAndAsOthersReadIt() {
    new Fuzz("media", 20_000, 1_000_000)
        .each(
            random -> MediaMutation.any(files, random),
            MediaFuzzTest::words,
            mutation -> judge(mutation.bytes()));

    System.out.printf("fuzz media: %d complete, %d confirmed%n", complete, confirmed);
    if (!Fuzz.isRepeat()) {
      assertThat(complete).isGreaterThan(2_000);
      assertThat(confirmed).isGreaterThan(1_000);
    }
  }

  @Test
  void aFileIsReadFromDiskAsFromMemory(@TempDir Path folder) {
    var file = folder.resolve("x");
    new Fuzz("media on disk", 500, 20_000)
        .each(
            random -> MediaMutation.any(files, random),
            MediaFuzzTest::words,
            mutation ->
                assertThat(MediaHeader.read(Files.write(file, mutation.bytes())))
                    .isEqualTo(MediaHeader.read(new CountedBytes(mutation.bytes()))));
  }

  private void judge(byte[] content) throws IOException {
    var bytes = new CountedBytes(content);

    var header = MediaHeader.read(bytes);

    assertThat(bytes.looks()).isLessThan(2L * content.length + 1_000);
    assertThat(bytes.looked()).isLessThan(20L * content.length + 1_000_000);
    if (header instanceof Complete(var format, int width, int height)) {
      complete++;
      independent
          .size(format, content)
          .ifPresent(seen -> assertSameSize(new Dimension(width, height), seen, content));
    }
  }

  /** Metadata may turn a picture, which the JDK's readers leave to others. */
  private void assertSameSize(Dimension ours, Dimension theirs, byte[] content) {
    confirmed++;
    var text = new String(content, StandardCharsets.ISO_8859_1);
    boolean mayBeTurned = text.contains("Exif") || text.contains("eXIf");
    var turned = new Dimension(/* width= */ theirs.height, /* height= */ theirs.width);
    assertThat(ours).isIn(theirs, mayBeTurned ? turned : theirs);
  }

  private static String words(MediaMutation mutation) {
    var bytes = mutation.bytes();
    var content =
        bytes.length > 3_000
            ? Optional.<String>empty()
            : Optional.of(Base64.getEncoder().encodeToString(bytes));
    return mutation.how() + content.map(": "::concat).orElse("");
  }

  private static List<byte[]> files() {
    try (Stream<Path> all = Files.walk(FIXTURES)) {
      return all.filter(Files::isRegularFile)
          .sorted()
          .map(MediaFuzzTest::content)
          .filter(content -> content.length < LARGEST)
          .toList();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
