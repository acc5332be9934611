package dev.darkroom.routing;

import dev.darkroom.link.S3Link;
import dev.darkroom.task.PictureUpload;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The owner's reference images. */
public interface ReferenceStore {

  /** The bucket of results, whose pictures may be references; empty: none is configured. */
  Optional<String> ownBucket();

  /**
   * Asks about an object, and does not fetch it.
   *
   * @throws RuntimeException if the store did not answer
   */
  ObjectStatus look(S3Link reference);

  /**
   * Puts a picture into the bucket. An earlier object under the key is replaced: whoever puts knows
   * that it has the same bytes, and it lives as long again.
   *
   * @throws RuntimeException if the store did not take it, or did not answer
   */
  void put(S3Link reference, String contentType, byte[] bytes);

  /**
   * A link by which anybody may read the object. It is valid for that long, or until the
   * credentials that sign it expire. It is a secret: only for the paid call, never for a log or a
   * record.
   */
  URI sign(S3Link reference, Duration validity);

  /**
   * A link by which anybody may put exactly that picture into the bucket, under its key. The store
   * refuses other bytes, another type and another size. It is valid for that long, or until the
   * credentials that sign it expire.
   */
  UploadLink signUpload(String bucket, PictureUpload picture, Duration validity);

  /**
   * A link for one PUT.
   *
   * @param headers what must be sent beside the length of the body; each is signed
   */
  record UploadLink(URI url, Map<String, String> headers) {
    public UploadLink {
      headers = Map.copyOf(headers);
    }
  }

  /** What is known of an object. */
  sealed interface ObjectStatus {
    /**
     * The object exists.
     *
     * @param type as its writer declared it; empty: not at all
     * @param bytes its size
     */
    record Found(Optional<String> type, long bytes) implements ObjectStatus {}

    /** The object does not exist. */
    record Absent() implements ObjectStatus {}

    /**
     * The object may not be read, or does not exist: the store tells these apart only for whoever
     * may list its bucket.
     *
     * @param why with what to do about it
     */
    record Forbidden(String why) implements ObjectStatus {}

    /**
     * The object cannot be used, whether it exists or not.
     *
     * @param why with what to do about it
     */
    record Permanent(String why) implements ObjectStatus {}
  }
}
