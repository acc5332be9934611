package dev.darkroom.simulator.picture;

import static dev.darkroom.simulator.picture.Mp4Boxes.bytes;
import static dev.darkroom.simulator.picture.Mp4Boxes.ints;
import static dev.darkroom.simulator.picture.Mp4Boxes.joined;
import static dev.darkroom.simulator.picture.Mp4Boxes.shorts;
import static dev.darkroom.simulator.picture.Mp4Boxes.text;

import java.util.Arrays;

/** Puts an orientation into a JPEG (Exif 2.32, tag 0x0112), right behind its first marker. */
public final class ExifOrientation {
  private ExifOrientation() {}

  public static byte[] of(byte[] jpeg, int orientation) {
    byte[] directory =
        joined(
            shorts(1, 0x0112, 3), ints(1), shorts(orientation, 0), ints(0)); // one SHORT, no more
    byte[] tiff = joined(text("MM"), shorts(42), ints(8), directory);
    byte[] exif = joined(text("Exif\0\0"), tiff);
    return joined(
        Arrays.copyOf(jpeg, 2),
        bytes(0xff, 0xe1),
        shorts(exif.length + 2),
        exif,
        Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }
}
