package dev.darkroom.aws;

import dev.darkroom.task.StoredImage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What is kept beside the bytes of an image, as S3 user metadata.
 *
 * <p>Ours are {@code darkroom-sha256}, {@code darkroom-width} and {@code darkroom-height}; the
 * caller's pairs come under their own names. S3 takes headers only: a value is percent-encoded
 * where it is not printable ASCII, a name that no header can have is left out, and so are all of
 * the caller's pairs where they are too much for S3. The record has every pair as it was given.
 */
final class ObjectMetadata {
  private static final String SHA256 = "darkroom-sha256";
  private static final String WIDTH = "darkroom-width";
  private static final String HEIGHT = "darkroom-height";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");

  /** Names and values together (object metadata in S3's user guide, read 2026-11). */
  private static final int LIMIT = 2048;

  private ObjectMetadata() {}

  static Map<String, String> of(StoredImage image, Map<String, String> tags) {
    var ours =
        Map.of(
            SHA256,
            image.sha256(),
            WIDTH,
            Integer.toString(image.width()),
            HEIGHT,
            Integer.toString(image.height()));
    var all = new LinkedHashMap<String, String>();
    tags.forEach(
        (name, value) -> {
          var header = name.toLowerCase(Locale.ROOT);
          if (NAME.matcher(header).matches()) {
            all.put(header, encoded(value));
          }
        });
    all.putAll(ours);
    return size(all) <= LIMIT ? all : ours;
  }

  /** Whether what is there was put there by us, and with the bytes of this image. */
  static boolean isSame(StoredImage wanted, HeadObjectResponse there) {
    return wanted.sha256().equals(there.metadata().get(SHA256))
        && wanted.bytes() == there.contentLength();
  }

  private static String encoded(String value) {
    var text = new StringBuilder();
    for (byte one : value.getBytes(StandardCharsets.UTF_8)) {
      if (one > 0x20 && one < 0x7f && one != '%') {
        text.append((char) one);
      } else {
        text.append('%').append("%02X".formatted(one));
      }
    }
    return text.toString();
  }

  private static int size(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
        .sum();
  }
}
