package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import java.io.IOException;
import java.util.Map;

/**
 * Recognizes content of no format that is stored. Media of another kind stay what they are; a page
 * or a message of a host may be replaced by the image.
 */
final class OtherContent {
  /** A GIF is a placeholder, not the image. */
  private static final Map<String, String> BY_SIGNATURE =
      Map.of(
          "GIF8", "a GIF picture",
          "BM", "a BMP picture",
          "II*\0", "a TIFF picture",
          "MM\0*", "a TIFF picture",
          "\u00ff\n", "a JPEG XL picture",
          "\0\0\0\fJXL ", "a JPEG XL picture",
          "\0\0\0\fjP  ", "a JPEG 2000 picture",
          "8BPS", "a Photoshop picture",
          "OggS", "an Ogg file",
          "ID3", "an MP3 file");

  private static final Map<String, String> BY_RIFF =
      Map.of("AVI ", "an AVI video", "WAVE", "a WAVE sound");

  private OtherContent() {}

  static MediaHeader read(Bytes bytes) throws IOException {
    for (var one : BY_SIGNATURE.entrySet()) {
      if (bytes.has(0, one.getKey())) {
        return other(one.getValue());
      }
    }
    for (var one : BY_RIFF.entrySet()) {
      if (bytes.has(0, "RIFF") && bytes.has(8, one.getKey())) {
        return other(one.getValue());
      }
    }
    if (Mp4Header.isOtherwiseBranded(bytes)) {
      return other(Mp4Header.otherBrand(bytes));
    }
    if (bytes.size() < MediaFormat.SIGNATURE) {
      return new Truncated("it ends before its signature does");
    }
    return new Unreadable(
        isText(bytes)
            ? "a text came in its place, such as a page of the host"
            : "it is neither a JPEG, PNG or WebP picture nor an MP4 or WebM video");
  }

  private static MediaHeader other(String name) {
    return new Unsupported("it is " + name + ", which nobody asked for");
  }

  /** HTML, JSON, XML and SVG begin like this, perhaps after blanks and a byte order mark. */
  private static boolean isText(Bytes bytes) throws IOException {
    var beginning = bytes.text(0, MediaFormat.SIGNATURE).replaceFirst("^\u00ef\u00bb\u00bf", "");
    var first = beginning.strip();
    return !first.isEmpty() && "<{[\"".indexOf(first.charAt(0)) >= 0;
  }
}
