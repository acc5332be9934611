package dev.darkroom.task;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reference picture that its caller wants to put into the owner's bucket, as the caller declares
 * it. Nobody has looked at its bytes.
 *
 * @param bytes its size, 1 to {@link #MAX_BYTES}
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 */
public record PictureUpload(Type type, long bytes, String sha256) {
  /** The largest picture: that of a result, which can be a reference as well. */
  public static final long MAX_BYTES = 50L * 1024 * 1024;

  private static final String FOLDER = "references/";
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public PictureUpload {
    if (bytes < 1 || bytes > MAX_BYTES || !isSha256(sha256)) {
      throw new IllegalArgumentException("no picture that can be uploaded");
    }
  }

  /** Whether a text is a hash in lower-case hexadecimal digits. */
  public static boolean isSha256(String text) {
    return SHA_256.matcher(text).matches();
  }

  /** Its key in the owner's bucket: the same picture has the same. */
  public String key() {
    return key(sha256, type.extension());
  }

  /** The key of a picture with that hash. */
  public static String key(String sha256, String extension) {
    return FOLDER + sha256 + "." + extension;
  }

  /** Whether a key in the owner's bucket is that of a picture that came from a caller. */
  public static boolean isKey(String key) {
    return key.startsWith(FOLDER);
  }

  /** The formats of pictures that are taken. */
  public enum Type {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    WEBP("image/webp", "webp");

    private final String contentType;
    private final String extension;

    Type(String contentType, String extension) {
      this.contentType = contentType;
      this.extension = extension;
    }

    /** The format of a content type; empty: it is not taken. */
    public static Optional<Type> parse(String contentType) {
      return Stream.of(values()).filter(one -> one.contentType.equals(contentType)).findFirst();
    }

    public String contentType() {
      return contentType;
    }

    public String extension() {
      return extension;
    }
  }
}
