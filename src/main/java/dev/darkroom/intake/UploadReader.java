package dev.darkroom.intake;

import dev.darkroom.task.PictureUpload;
import java.util.Locale;
import java.util.Optional;

/** Reads what a caller declares of a picture to upload, as strictly as an event. */
public final class UploadReader {
  private static final String TYPE = "\"image/png\", \"image/jpeg\" or \"image/webp\"";
  private static final String HASH =
      "64 hexadecimal digits: the SHA-256 of the bytes of the picture";

  private final FieldReader body;

  private UploadReader(FieldReader body) {
    this.body = body;
  }

  /** Reads a declaration: type, size and hash. */
  public static BodyResult<PictureUpload> read(byte[] bytes) {
    return SmallBody.read(bytes, body -> new UploadReader(body).upload());
  }

  private Optional<PictureUpload> upload() {
    var type = body.word("contentType", PictureUpload.Type::parse, TYPE);
    var size = body.whole("size", 1, Long.MAX_VALUE).filter(this::isBounded);
    var hash = body.word("sha256", UploadReader::hash, HASH);
    need("contentType", TYPE);
    need("size", "the number of bytes of the picture");
    need("sha256", HASH);
    return type.flatMap(
        format ->
            size.flatMap(bytes -> hash.map(digits -> new PictureUpload(format, bytes, digits))));
  }

  private boolean isBounded(long bytes) {
    boolean isBounded = bytes <= PictureUpload.MAX_BYTES;
    if (!isBounded) {
      body.fault(
          "size",
          "is %d bytes; at most %d: send a smaller picture"
              .formatted(bytes, PictureUpload.MAX_BYTES));
    }
    return isBounded;
  }

  private void need(String field, String what) {
    if (!body.has(field)) {
      body.fault(field, "is missing: " + what);
    }
  }

  private static Optional<String> hash(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT)).filter(PictureUpload::isSha256);
  }
}
