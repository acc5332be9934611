package dev.darkroom.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An object in S3, as {@code s3://bucket/key}. The key is taken as it is given, as S3's console and
 * command line do: nothing is decoded.
 *
 * @param bucket by S3's rule for general purpose buckets (user guide, read 2026-11)
 * @param key 1 to 1024 bytes in UTF-8, without control characters. It has no {@code .} or {@code
 *     ..} between its slashes: HTTP clients would remove them
 */
public record S3Link(String bucket, String key) {
  /** The form, as error messages describe it. */
  public static final String FORM =
      "s3://bucket/key, with a bucket's name of 3 to 63 characters a-z, 0-9, \".\" and \"-\", and a"
          + " key of 1 to 1024 bytes without control characters and without \".\" or \"..\" between"
          + " its slashes";

  private static final String SCHEME = "s3";
  private static final String PREFIX = SCHEME + "://";
  private static final int LONGEST_KEY = 1024;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final Set<String> STEPS = Set.of(".", "..");

  public S3Link {
    if (!isBucket(bucket) || !isKey(key)) {
      throw new IllegalArgumentException("must be " + FORM);
    }
  }

  /** Reads {@code s3://bucket/key}; empty for any other text. */
  public static Optional<S3Link> parse(String text) {
    int slash = text.indexOf('/', PREFIX.length());
    if (!text.startsWith(PREFIX) || slash < 0) {
      return Optional.empty();
    }
    var bucket = text.substring(PREFIX.length(), slash);
    var key = text.substring(slash + 1);
    return isBucket(bucket) && isKey(key) ? Optional.of(new S3Link(bucket, key)) : Optional.empty();
  }

  /** Whether the text begins as such a link does. */
  public static boolean isMeant(String text) {
    return text.startsWith(PREFIX);
  }

  /** Reads what {@link #uri} made; empty for any other URI. */
  public static Optional<S3Link> of(URI uri) {
    return SCHEME.equals(uri.getScheme())
        ? Optional.of(new S3Link(uri.getAuthority(), uri.getPath().substring(1)))
        : Optional.empty();
  }

  /** The link as a URI: characters with a meaning in URIs are percent-encoded. */
  public URI uri() {
    try {
      return new URI(SCHEME, bucket, "/" + key, null, null);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("a checked bucket and key", impossible);
    }
  }

  private static boolean isBucket(String name) {
    return BUCKET.matcher(name).matches()
        && !name.contains("..")
        && !ADDRESS.matcher(name).matches();
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && StandardCharsets.UTF_8.newEncoder().canEncode(key) // no half of a surrogate pair
        && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY
        && key.chars().noneMatch(Character::isISOControl)
        && Stream.of(key.split("/", -1)).noneMatch(STEPS::contains);
  }
}
