package dev.darkroom.routing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The known facts of a reference image that is not fetched.
 *
 * @param path of its field, such as {@code images[1]}
 * @param type content type; empty: not known
 * @param bytes its size; empty: not known
 */
public record Reference(String path, Optional<String> type, Optional<Long> bytes) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("avif", "image/avif"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"));

  /** The type that S3 gives to objects without one. */
  private static final Set<String> NO_TYPE =
      Set.of("binary/octet-stream", "application/octet-stream");

  /** A reference on the web: only its name says anything. */
  static Reference ofLink(String path, String place) {
    return new Reference(path, byExtension(place), Optional.empty());
  }

  /**
   * A reference in S3.
   *
   * @param declared the object's content type
   */
  static Reference ofObject(String path, String key, Optional<String> declared, long bytes) {
    var type =
        declared
            .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .map(text -> text.equals("image/jpg") ? "image/jpeg" : text)
            .filter(text -> !text.isEmpty() && !NO_TYPE.contains(text));
    return new Reference(path, type.or(() -> byExtension(key)), Optional.of(bytes));
  }

  private static Optional<String> byExtension(String place) {
    var name = place.substring(place.lastIndexOf('/') + 1);
    var extension = name.substring(name.lastIndexOf('.') + 1);
    return Optional.ofNullable(TYPES.get(extension.toLowerCase(Locale.ROOT)));
  }
}
