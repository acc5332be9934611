package dev.darkroom.aws;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * The client by which objects are put and looked at.
 *
 * <p>It is no bean of the type {@link S3Client}: the extension for S3 would make one by itself
 * then, with another HTTP client and with settings of its own.
 */
public record S3Objects(S3Client client) implements AutoCloseable {
  @Override
  public void close() {
    client.close();
  }
}
