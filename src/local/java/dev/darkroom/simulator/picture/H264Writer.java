package dev.darkroom.simulator.picture;

import static dev.darkroom.simulator.picture.Mp4Boxes.joined;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures as H.264, which every browser plays: the constrained baseline profile, in blocks of 16
 * by 16 whose samples are not compressed (I_PCM). After the first picture only the blocks that have
 * changed are written (ITU-T H.264, clause 7.3).
 */
final class H264Writer {
  private static final int BLOCK = 16;
  private static final int PROFILE = 66;
  private static final int CONSTRAINED = 0xc0;

  /** 4.0: up to 8192 blocks, those of 1920 by 1080 among them. */
  private static final int LEVEL = 40;

  private static final int PARAMETERS_OF_SEQUENCE = 0x67;
  private static final int PARAMETERS_OF_PICTURE = 0x68;
  private static final int WHOLE_PICTURE = 0x65;
  private static final int CHANGES = 0x41;

  private static final int ALL_INTRA = 7;
  private static final int ALL_PREDICTED = 5;
  private static final int PCM = 25;
  private static final int PCM_AMONG_PREDICTED = 30;
  private static final int COUNTED_MODULO = 16;

  private final PictureSize size;
  private final int columns;
  private final int rows;
  private final List<byte[]> written = new ArrayList<>();
  private List<byte[]> blocks = List.of();

  H264Writer(PictureSize size) {
    this.size = size;
    this.columns = (size.width() + BLOCK - 1) / BLOCK;
    this.rows = (size.height() + BLOCK - 1) / BLOCK;
  }

  /** Adds a picture: its red, green and blue, as {@code BufferedImage.getRGB} has them. */
  void add(int[] rgb) {
    var next = YuvBlocks.of(rgb, size, columns, rows);
    written.add(blocks.isEmpty() ? whole(next) : changes(next));
    blocks = next;
  }

  /** Each picture, with its length before it. */
  List<byte[]> samples() {
    return written.stream().map(unit -> joined(Mp4Boxes.ints(unit.length), unit)).toList();
  }

  /** The box {@code avcC}: what a player has to know beforehand (ISO/IEC 14496-15). */
  byte[] configuration() {
    byte[] sequence = sequence();
    byte[] picture = picture();
    return Mp4Boxes.box(
        "avcC",
        Mp4Boxes.bytes(1, PROFILE, CONSTRAINED, LEVEL, 0xff, 0xe1),
        Mp4Boxes.shorts(sequence.length),
        sequence,
        Mp4Boxes.bytes(1),
        Mp4Boxes.shorts(picture.length),
        picture);
  }

  private byte[] sequence() {
    var bits = new BitWriter().bits(8, PROFILE).bits(8, CONSTRAINED).bits(8, LEVEL);
    bits.number(0).number(0).number(2).number(1).bits(1, 0);
    bits.number(columns - 1).number(rows - 1).bits(1, 1).bits(1, 1);
    int right = (columns * BLOCK - size.width()) / 2;
    int bottom = (rows * BLOCK - size.height()) / 2;
    bits.bits(1, 1).number(0).number(right).number(0).number(bottom);
    bits.bits(1, 1).bits(2, 0).bits(1, 1).bits(3, 5).bits(1, 0); // in colours that are named:
    bits.bits(1, 1).bits(8, 1).bits(8, 1).bits(8, 1); // those of BT.709
    return unit(PARAMETERS_OF_SEQUENCE, bits.bits(6, 0)); // no more of them
  }

  private static byte[] picture() {
    var bits = new BitWriter().number(0).number(0).bits(2, 0).number(0).number(0).number(0);
    bits.bits(3, 0).number(0).number(0).number(0);
    return unit(PARAMETERS_OF_PICTURE, bits.bits(3, 0b100));
  }

  private byte[] whole(List<byte[]> all) {
    var bits = new BitWriter().number(0).number(ALL_INTRA).number(0).bits(4, 0);
    bits.number(0).bits(2, 0).number(0).number(1);
    all.forEach(block -> bits.number(PCM).aligned().whole(block));
    return unit(WHOLE_PICTURE, bits);
  }

  private byte[] changes(List<byte[]> next) {
    var bits = new BitWriter().number(0).number(ALL_PREDICTED).number(0);
    bits.bits(4, written.size() % COUNTED_MODULO).bits(3, 0).number(0).number(1);
    int same = 0;
    for (int at = 0; at < next.size(); at++) {
      if (Arrays.equals(next.get(at), blocks.get(at))) {
        same++;
      } else {
        bits.number(same).number(PCM_AMONG_PREDICTED).aligned().whole(next.get(at));
        same = 0;
      }
    }
    return unit(CHANGES, same == 0 ? bits : bits.number(same));
  }

  /** A unit, in which no three bytes look like the start of another (clause 7.4.1). */
  private static byte[] unit(int head, BitWriter bits) {
    var unit = new ByteArrayOutputStream();
    unit.write(head);
    int zeros = 0;
    for (byte one : bits.ended()) {
      if (zeros >= 2 && one >= 0 && one <= 3) {
        unit.write(3);
        zeros = 0;
      }
      unit.write(one);
      zeros = one == 0 ? zeros + 1 : 0;
    }
    return unit.toByteArray();
  }
}
