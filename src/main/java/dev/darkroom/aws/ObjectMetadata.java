package dev.darkroom.aws;

import dev.darkroom.task.StoredImage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The S3 user metadata of an image.
 *
 * <p>Darkroom's own are {@code darkroom-sha256}, {@code darkroom-width} and {@code
 * darkroom-height}; the caller's pairs have their own names. S3 takes headers only. A value that is
 * not printable ASCII is percent-encoded. Names that no header can have are left out, and so are
 * different names that would become one header. All of the caller's pairs are left out where they
 * are too large for S3. The record has every pair as it was given.
 */
final class ObjectMetadata {
  private static final String SHA256 = "darkroom-sha256";
  private static final String WIDTH = "darkroom-width";
  private static final String HEIGHT = "darkroom-height";

  /** Of an object without bytes, in the place of an image whose generation was deleted. */
  static final Map<String, String> EMPTIED = Map.of("darkroom-emptied", "true");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PIXELS = Pattern.compile("\\d{1,9}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");

  /**
   * The limit for names and values together. (From object metadata in S3's user guide, read
   * 2026-11.)
   */
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
    var doubled = new HashSet<String>();
    tags.forEach(
        (name, value) -> {
          var header = name.toLowerCase(Locale.ROOT);
          if (NAME.matcher(header).matches() && all.put(header, encoded(value)) != null) {
            doubled.add(header);
          }
        });
    all.keySet().removeAll(doubled);
    all.putAll(ours);
    return size(all) <= LIMIT ? all : ours;
  }

  /**
   * Whether the object under the key has the bytes of this image. Two digests are compared where
   * they exist: S3's own SHA-256, and Darkroom's beside it.
   */
  static boolean isSame(StoredImage wanted, HeadObjectResponse there) {
    var byS3 = Optional.ofNullable(there.checksumSHA256());
    var byUs = Optional.ofNullable(there.metadata().get(SHA256));
    return wanted.bytes() == there.contentLength()
        && (byS3.isPresent() || byUs.isPresent())
        && byS3.filter(sum -> !sum.equals(base64(wanted.sha256()))).isEmpty()
        && byUs.filter(sum -> !sum.equals(wanted.sha256())).isEmpty();
  }

  /** Whether the object takes the place of an image whose generation was deleted. */
  static boolean isEmptied(HeadObjectResponse there) {
    return there.contentLength() == 0
        && there.metadata().entrySet().containsAll(EMPTIED.entrySet());
  }

  /** The image as the object has it: the same bytes, and the type that was stored. */
  static StoredImage read(StoredImage wanted, HeadObjectResponse there) {
    return new StoredImage(
        wanted.index(),
        wanted.key(),
        Optional.ofNullable(there.contentType()).orElse(wanted.contentType()),
        wanted.width(),
        wanted.height(),
        wanted.bytes(),
        wanted.sha256());
  }

  /** The image that Darkroom stored under the key; empty: the object is none of Darkroom's. */
  static Optional<StoredImage> read(String key, int index, HeadObjectResponse there) {
    return Optional.ofNullable(there.metadata().get(SHA256))
        .filter(DIGEST.asMatchPredicate())
        .map(
            sha256 ->
                new StoredImage(
                    index,
                    key,
                    Optional.ofNullable(there.contentType()).orElse("application/octet-stream"),
                    number(there, WIDTH),
                    number(there, HEIGHT),
                    there.contentLength(),
                    sha256));
  }

  /** Pixels; 0 where the object does not tell. */
  private static int number(HeadObjectResponse there, String name) {
    return Optional.ofNullable(there.metadata().get(name))
        .filter(PIXELS.asMatchPredicate())
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** A digest as S3 writes it. */
  static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
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
