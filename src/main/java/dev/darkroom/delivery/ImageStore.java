package dev.darkroom.delivery;

import dev.darkroom.task.StoredImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The owner's bucket. */
public interface ImageStore {

  /** The result of a put. */
  sealed interface Put {

    /** Exactly these bytes are under the key now, by this put or an earlier one. */
    record Stored(StoredImage image) implements Put {}

    /** Other bytes are under the key, and stay there. */
    record Taken() implements Put {}

    /** The image that was under the key is {@linkplain #empty emptied}: its task was deleted. */
    record Emptied() implements Put {}
  }

  /**
   * Stores a file under the key of {@code image}, unless that key is taken. An existing object
   * counts as the same only if its SHA-256 is that of {@code image}. The store verifies size and
   * SHA-256 on the way in.
   *
   * @param image the key, type and hash of the file
   * @param file its bytes
   * @param tags the caller's metadata, kept with the object
   * @throws java.io.UncheckedIOException or a store's own RuntimeException if neither is known
   */
  Put putIfAbsent(StoredImage image, Path file, Map<String, String> tags);

  /**
   * Finds an image that an earlier put has stored.
   *
   * @return empty if there is none under the key, as far as this function may see; also if the
   *     object there is none of Darkroom's
   * @throws java.io.UncheckedIOException or a store's own RuntimeException if it is not known
   */
  Optional<StoredImage> find(String key, int index);

  /**
   * The bytes of an image that an earlier put has stored. Only for one that is known to be small.
   *
   * @return empty if there is none under the key any more, as far as this function may see
   * @throws RuntimeException of the store if it is not known
   */
  Optional<byte[]> read(String key);

  /**
   * Deletes objects; that there is none under a key is success.
   *
   * @throws RuntimeException of the store if one of them may still be there: a repetition is safe
   */
  void delete(List<String> keys);

  /**
   * Puts an empty object in the place of an image, for a function that may store and not delete.
   * {@link #find} finds no image there then, and nothing is stored under that key any more.
   *
   * @throws java.io.UncheckedIOException or a store's own RuntimeException if the image may still
   *     be there
   */
  void empty(String key);

  /** A link by which anybody may read the object, for that long. */
  URI sign(String key, Duration validity);
}
