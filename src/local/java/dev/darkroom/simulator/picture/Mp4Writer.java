package dev.darkroom.simulator.picture;

import static dev.darkroom.simulator.picture.Mp4Boxes.box;
import static dev.darkroom.simulator.picture.Mp4Boxes.full;
import static dev.darkroom.simulator.picture.Mp4Boxes.ints;
import static dev.darkroom.simulator.picture.Mp4Boxes.joined;
import static dev.darkroom.simulator.picture.Mp4Boxes.shorts;

import java.util.List;

/**
 * An MP4 of H.264: one track, no sound, its index before its pictures. Boxes as in ISO/IEC
 * 14496-12, the sample entry as in 14496-15.
 */
final class Mp4Writer {
  private static final int TIMESCALE = 1000;
  private static final int ONE = 0x0001_0000;
  private static final byte[] UNTURNED = ints(ONE, 0, 0, 0, ONE, 0, 0, 0, 0x4000_0000);
  private static final byte[] DENSITY = ints(0x0048_0000, 0x0048_0000);

  /** Two pictures a second. */
  private static final int EACH = TIMESCALE / 2;

  private final List<byte[]> frames;
  private final byte[] decoder;
  private final PictureSize size;
  private final int duration;

  private Mp4Writer(List<byte[]> frames, byte[] decoder, PictureSize size) {
    this.frames = frames;
    this.decoder = decoder;
    this.size = size;
    this.duration = frames.size() * EACH;
  }

  /** The whole file. */
  static byte[] of(H264Writer pictures, PictureSize size) {
    var film = new Mp4Writer(pictures.samples(), pictures.configuration(), size);
    byte[] head = box("ftyp", Mp4Boxes.text("isom"), ints(512), Mp4Boxes.text("isomiso2mp41"));
    byte[] data = box("mdat", film.frames.toArray(byte[][]::new));
    int first = head.length + film.index(0).length + 8;
    return joined(head, film.index(first), data);
  }

  /**
   * @param first the offset of the first picture; the index is as long whatever it is
   */
  private byte[] index(int first) {
    byte[] header =
        full(
            "mvhd",
            0,
            ints(0, 0, TIMESCALE, duration, ONE),
            shorts(0x0100, 0),
            ints(0, 0),
            UNTURNED,
            ints(0, 0, 0, 0, 0, 0),
            ints(2));
    return box("moov", header, box("trak", trackHeader(), media(first)));
  }

  private byte[] trackHeader() {
    return full(
        "tkhd",
        3,
        ints(0, 0, 1, 0, duration, 0, 0),
        shorts(0, 0, 0, 0),
        UNTURNED,
        ints(size.width() << 16, size.height() << 16));
  }

  private byte[] media(int first) {
    byte[] undetermined = shorts(0x55c4, 0);
    byte[] header = full("mdhd", 0, ints(0, 0, TIMESCALE, duration), undetermined);
    byte[] handler =
        full("hdlr", 0, ints(0), Mp4Boxes.text("vide"), ints(0, 0, 0), Mp4Boxes.text("video\0"));
    byte[] video = full("vmhd", 1, shorts(0, 0, 0, 0));
    byte[] here = full("url ", 1);
    byte[] where = box("dinf", full("dref", 0, ints(1), here));
    return box("mdia", header, handler, box("minf", video, where, samples(first)));
  }

  private byte[] samples(int first) {
    int count = frames.size();
    byte[] sizes = ints(frames.stream().mapToInt(frame -> frame.length).toArray());
    return box(
        "stbl",
        full("stsd", 0, ints(1), sampleEntry()),
        full("stts", 0, ints(1, count, EACH)),
        full("stss", 0, ints(1, 1)),
        full("stsc", 0, ints(1, 1, count, 1)),
        full("stsz", 0, ints(0, count), sizes),
        full("stco", 0, ints(1, first)));
  }

  private byte[] sampleEntry() {
    return box(
        "avc1",
        shorts(0, 0, 0, 1),
        ints(0, 0, 0, 0),
        shorts(size.width(), size.height()),
        DENSITY,
        ints(0),
        shorts(1),
        new byte[32],
        shorts(24, -1),
        decoder);
  }
}
