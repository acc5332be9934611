package dev.darkroom.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The client that puts objects and looks at them.
 *
 * <p>It is no bean of the type {@link S3Client}. The extension for S3 would then make a client of
 * its own, with another HTTP client and other settings.
 */
public record S3Objects(S3Client client) implements AutoCloseable {
  /** The HTTP client of production, for the embedded S3 of local mode. */
  public static SdkHttpClient http() {
    return TimeOuts.OBJECTS.http();
  }

  @Override
  public void close() {
    client.close();
  }
}
