package dev.darkroom.answer;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a picture is put into the bucket.
 *
 * @param headers what must be sent beside the length of the body
 * @param reference what an event names in {@code images}, once the picture is there
 * @param expiresAt when the upload must have begun
 */
public record UploadAnswer(
    URI url, String method, Map<String, String> headers, String reference, Instant expiresAt) {
  public UploadAnswer {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** An answer. */
  public static UploadAnswer of(
      URI url, Map<String, String> headers, URI reference, Instant expiresAt) {
    return new UploadAnswer(url, "PUT", headers, reference.toString(), expiresAt);
  }
}
