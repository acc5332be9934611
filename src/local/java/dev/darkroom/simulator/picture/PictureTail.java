package dev.darkroom.simulator.picture;

import java.util.Arrays;

/** Bytes behind the end of a picture, which is whole all the same. */
public final class PictureTail {
  private static final int LONG = 100_000;
  private static final int SHORT = 16;

  private PictureTail() {}

  public static byte[] of(PictureFormat format, byte[] picture) {
    return switch (format) {
      case JPEG, PNG -> Arrays.copyOf(picture, picture.length + LONG);
      case MP4 -> Arrays.copyOf(picture, picture.length + SHORT);
      case WEBP -> WebP.oneOff(picture);
    };
  }
}
