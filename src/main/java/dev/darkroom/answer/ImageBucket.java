package dev.darkroom.answer;

import java.util.Optional;

/**
 * The bucket that answers name beside the key of each image.
 *
 * @param name empty where this function was told no bucket: its answers name none
 */
public record ImageBucket(Optional<String> name) {
  /** No bucket is known here. */
  public static final ImageBucket UNKNOWN = new ImageBucket(Optional.empty());
}
