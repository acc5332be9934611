package dev.darkroom.routing;

import dev.darkroom.link.S3Link;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where reference images of the owner lie. */
public interface ReferenceStore {

  /** The bucket of results, whose pictures may be references again; empty: none is configured. */
  Optional<String> ownBucket();

  /**
   * Asks about an object, and does not fetch it.
   *
   * @throws RuntimeException if it could not be learnt just now
   */
  ObjectStatus look(S3Link reference);

  /**
   * A link that anybody may read the object with, for so long, or until the credentials that sign
   * it end. It is a secret: for the paid call alone, never for a log or a record.
   */
  URI sign(S3Link reference, Duration validity);

  /** What is known of an object. */
  sealed interface ObjectStatus {
    /**
     * It is there.
     *
     * @param type as whoever put it declared it; empty: not at all
     * @param bytes its size
     */
    record Found(Optional<String> type, long bytes) implements ObjectStatus {}

    /** It is not there. */
    record Absent() implements ObjectStatus {}

    /**
     * Whether it is there or not, it cannot be used.
     *
     * @param why with what to do about it
     */
    record Permanent(String why) implements ObjectStatus {}
  }
}
