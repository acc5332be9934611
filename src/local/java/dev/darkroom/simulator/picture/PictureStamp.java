package dev.darkroom.simulator.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Puts a text into a picture that no viewer shows: a comment of JPEG, a chunk of text of PNG. */
public final class PictureStamp {
  private static final int MOST = 200;

  /** Behind the signature and the header, the chunk that has to be the first. */
  private static final int PNG_HEADER = 8 + 25;

  private PictureStamp() {}

  /** The same picture with the beginning of the text; a film, and a WebP, is left as it is. */
  public static byte[] of(PictureFormat format, byte[] picture, String text) {
    byte[] stamp =
        text.substring(0, Math.min(text.length(), MOST)).getBytes(StandardCharsets.ISO_8859_1);
    return switch (format) {
      case JPEG -> inserted(picture, 2, comment(stamp));
      case PNG -> inserted(picture, PNG_HEADER, chunk(stamp));
      case WEBP, MP4 -> picture;
    };
  }

  private static byte[] comment(byte[] text) {
    return ByteBuffer.allocate(text.length + 4)
        .putShort((short) 0xfffe)
        .putShort((short) (text.length + 2))
        .put(text)
        .array();
  }

  private static byte[] chunk(byte[] text) {
    byte[] typed =
        ByteBuffer.allocate(text.length + 12)
            .put("tEXtComment\0".getBytes(StandardCharsets.ISO_8859_1))
            .put(text)
            .array();
    var check = new CRC32();
    check.update(typed);
    return ByteBuffer.allocate(typed.length + 8)
        .putInt(typed.length - 4)
        .put(typed)
        .putInt((int) check.getValue())
        .array();
  }

  private static byte[] inserted(byte[] picture, int at, byte[] more) {
    var whole = new ByteArrayOutputStream(picture.length + more.length);
    whole.writeBytes(Arrays.copyOf(picture, at));
    whole.writeBytes(more);
    whole.writeBytes(Arrays.copyOfRange(picture, at, picture.length));
    return whole.toByteArray();
  }
}
