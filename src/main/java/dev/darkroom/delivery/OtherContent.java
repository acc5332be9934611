package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import java.io.IOException;
import java.util.Map;

/**
 * What is no file of a format that is stored. Media of another kind will stay what they are; a page
 * or a word of a host in the picture's place may give way to it.
 */
final class OtherContent {
  /** Where a GIF comes, it is a placeholder, not the picture. */
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
      return new Incomplete("it ends before its signature does");
    }
    return new Unreadable(
        isText(bytes)
            ? "a text came in its place, such as a page of the host"
            : "it is neither a JPEG, PNG or WebP picture nor an MP4 or WebM video");
  }

  private static MediaHeader other(String name) {
    return new Unacceptable("it is " + name + ", which nobody asked for");
  }

  /** HTML, JSON, XML and SVG begin so, perhaps behind blanks and a byte order mark. */
  private static boolean isText(Bytes bytes) throws IOException {
    var beginning = bytes.text(0, MediaFormat.SIGNATURE).replaceFirst("^\u00ef\u00bb\u00bf", "");
    var first = beginning.strip();
    return !first.isEmpty() && "<{[\"".indexOf(first.charAt(0)) >= 0;
  }
}
