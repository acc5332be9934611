package dev.darkroom.delivery;

import dev.darkroom.task.StoredImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The owner's bucket. */
public interface ImageStore {

  /**
   * Stores a file under the key of {@code image}, unless that key is taken: then what is there
   * stays, and is what counts. The store verifies size and SHA-256 on the way in.
   *
   * @param image what the file is
   * @param file its bytes
   * @param tags the caller's metadata, kept with the object
   * @return what is under the key now: {@code image} itself, or what an earlier put left there
   * @throws java.io.UncheckedIOException or a store's own RuntimeException if neither is so
   */
  StoredImage putIfAbsent(StoredImage image, Path file, Map<String, String> tags);

  /** A link that anybody may read the object with, for so long. */
  URI sign(String key, Duration validity);
}
