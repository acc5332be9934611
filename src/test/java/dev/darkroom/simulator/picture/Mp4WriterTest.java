package dev.darkroom.simulator.picture;

import static dev.darkroom.simulator.liangxin.LiangxinClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.liangxin.LiangxinClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A film is a real MP4 of H.264: its boxes say where its pictures are, and there they are. */
class Mp4WriterTest {
  @Test
  void aVideoModelDeliversAnMp4WithPicturesInIt() throws Exception {
    var options = SimulatorOptions.hurried().withTaskTime(Duration.ZERO);
    try (var simulator = Simulator.start(options);
        var liangxin = new LiangxinClient(simulator)) {
      var link = liangxin.link(liangxin.accepted(order("kling-v3-pro", "a fox runs")));

      var response = liangxin.wire().fetch(link);

      assertThat(link.getPath()).endsWith("_0.mp4");
      assertThat(response.headers().firstValue("Content-Type")).contains("video/mp4");
      assertThat(response.body().length).isLessThan(8 << 20);
      assertIsFilm(response.body(), 1920, 1080);
    }
  }

  private static void assertIsFilm(byte[] film, int width, int height) {
    assertThat(names(film, 0, film.length)).containsExactly("ftyp", "moov", "mdat");
    assertThat(text(find(film, "ftyp"), 0)).isEqualTo("isom");

    ByteBuffer header = find(film, "moov", "trak", "tkhd");
    assertThat(header.getInt(76) >> 16).isEqualTo(width);
    assertThat(header.getInt(80) >> 16).isEqualTo(height);

    ByteBuffer lengths = find(film, "moov", "trak", "mdia", "minf", "stbl", "stsz");
    ByteBuffer offsets = find(film, "moov", "trak", "mdia", "minf", "stbl", "stco");
    int at = offsets.getInt(8);
    var pictures = new ArrayList<byte[]>();
    for (int i = 0; i < lengths.getInt(8); i++) {
      int length = lengths.getInt(12 + 4 * i);
      pictures.add(Arrays.copyOfRange(film, at, at + length));
      at += length;
    }
    assertThat(at).isEqualTo(film.length);
    assertThat(pictures).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(pictures.getFirst()[4]).as("whole").isEqualTo((byte) 0x65);
    for (byte[] picture : pictures) {
      assertThat(ByteBuffer.wrap(picture).getInt()).as("its length").isEqualTo(picture.length - 4);
    }
    for (byte[] picture : pictures.subList(1, pictures.size())) {
      assertThat(picture[4]).as("changes").isEqualTo((byte) 0x41);
      assertThat(picture.length).isLessThan(pictures.getFirst().length / 10);
    }
  }

  /** The content of a box within boxes. */
  private static ByteBuffer find(byte[] film, String... path) {
    int start = 0;
    int end = film.length;
    for (String name : path) {
      int at = start;
      while (!text(ByteBuffer.wrap(film), at + 4).equals(name)) {
        at += ByteBuffer.wrap(film).getInt(at);
        assertThat(at).as(name).isLessThan(end);
      }
      end = at + ByteBuffer.wrap(film).getInt(at);
      start = at + 8;
    }
    return ByteBuffer.wrap(film, start, end - start).slice();
  }

  private static List<String> names(byte[] film, int start, int end) {
    var names = new ArrayList<String>();
    for (int at = start; at < end; at += ByteBuffer.wrap(film).getInt(at)) {
      names.add(text(ByteBuffer.wrap(film), at + 4));
    }
    return names;
  }

  private static String text(ByteBuffer bytes, int at) {
    return new String(
        new byte[] {bytes.get(at), bytes.get(at + 1), bytes.get(at + 2), bytes.get(at + 3)},
        StandardCharsets.ISO_8859_1);
  }
}
