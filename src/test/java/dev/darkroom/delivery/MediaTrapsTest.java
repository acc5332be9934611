package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to keep a reader busy, and files that are damaged anywhere. */
class MediaTrapsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/delivery");

  @Test
  void aLineBreakBeforeTheCommaOfADataLinkChangesNothing() {
    assertThat(DataLink.decoded("data:image/\npng;base64,/9j/"))
        .hasValueSatisfying(bytes -> assertThat(bytes).startsWith(0xff, 0xd8, 0xff));
  }

  @Test
  void picturesBehindAPictureAreLookedAtForABoundedTime() throws IOException {
    var one =
        new byte[] {
          (byte) 0xff,
          (byte) 0xd8,
          (byte) 0xff,
          (byte) 0xc0,
          0,
          7,
          8,
          0,
          9,
          0,
          9, // SOF
          (byte) 0xff,
          (byte) 0xda,
          0,
          2,
          1,
          (byte) 0xff,
          (byte) 0xd9
        };
    var file =
        many(
            one,
            new byte[] {
              (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xda, 0, 2, (byte) 0xff, (byte) 0xd9
            });
    bounded(file);
  }

  @Test
  void startsOfPicturesBehindAPictureAreLookedAtForABoundedTime() throws IOException {
    var one =
        new byte[] {
          (byte) 0xff,
          (byte) 0xd8,
          (byte) 0xff,
          (byte) 0xc0,
          0,
          7,
          8,
          0,
          9,
          0,
          9, // SOF
          (byte) 0xff,
          (byte) 0xda,
          0,
          2,
          1,
          (byte) 0xff,
          (byte) 0xd9
        };
    bounded(many(one, new byte[] {(byte) 0xff, (byte) 0xd8}));
  }

  @Test
  void aPngOfManyChunksIsReadOnce() throws IOException {
    var head = Arrays.copyOf(Files.readAllBytes(FIXTURES.resolve("media/rgba.png")), 33);
    bounded(many(head, new byte[] {0, 0, 0, 0, 'I', 'D', 'A', 'T', 0, 0, 0, 0}));
  }

  @Test
  void aWebpOfManyChunksIsReadOnce() throws IOException {
    var head = Arrays.copyOf(Files.readAllBytes(FIXTURES.resolve("media/vp8x_alpha.webp")), 30);
    bounded(many(head, new byte[] {'x', 'x', 'x', 'x', 0, 0, 0, 0}));
  }

  @Test
  void aWebmOfManyElementsIsReadOnce() throws IOException {
    var head =
        new byte[] {
          0x1a,
          0x45,
          (byte) 0xdf,
          (byte) 0xa3,
          (byte) 0x87,
          0x42,
          (byte) 0x82,
          (byte) 0x84,
          'w',
          'e',
          'b',
          'm',
          0x18,
          0x53,
          (byte) 0x80,
          0x67,
          (byte) 0xff,
          0x1f,
          0x43,
          (byte) 0xb6,
          0x75,
          (byte) 0xff
        };
    bounded(many(head, new byte[] {(byte) 0xec, (byte) 0x80}));
  }

  /** No more than so many looks, and so many bytes looked at, for each byte of the file. */
  private static void bounded(byte[] content) throws IOException {
    var bytes = new CountedBytes(content);
    MediaHeader.read(bytes);
    assertThat(bytes.looked()).isLessThan(10L * content.length + 4_096L * 64 * 1024);
    assertThat(bytes.looks()).isLessThanOrEqualTo(2L * content.length);
  }

  private static byte[] many(byte[] first, byte[] more) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(first);
    while (out.size() < 1024 * 1024) {
      out.writeBytes(more);
    }
    out.write(0);
    return out.toByteArray();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(FIXTURES)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aDamagedFileIsNeverAnException(Path fixture, @TempDir Path folder) throws IOException {
    var whole = Files.readAllBytes(fixture);
    var random = new Random(3);
    var file = folder.resolve("x");
    for (int round = 0; round < 500; round++) {
      var bytes = whole.clone();
      int changes = 1 + random.nextInt(6);
      for (int i = 0; i < changes; i++) {
        int at = random.nextInt(random.nextBoolean() ? Math.min(600, bytes.length) : bytes.length);
        int[] odd = {0, 0xff, 1, 0x7f, 0x80, random.nextInt(256)};
        int run = random.nextInt(3) == 0 ? 4 : 1;
        for (int k = at; k < Math.min(bytes.length, at + run); k++) {
          bytes[k] = (byte) odd[random.nextInt(odd.length)];
        }
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      }
      Files.write(file, bytes);
      MediaHeader.read(file);
      var counted = new CountedBytes(bytes);
      MediaHeader.read(counted);
      assertThat(counted.looks()).isLessThan(2L * bytes.length + 1_000);
    }
  }
}
