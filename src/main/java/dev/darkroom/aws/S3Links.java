package dev.darkroom.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned links by which whoever has one may read one object, for a time. */
public final class S3Links implements AutoCloseable {
  private final S3Presigner presigner;

  /** With a presigner that is closed with it. */
  public S3Links(S3Presigner presigner) {
    this.presigner = presigner;
  }

  /** A link that is good from now on, at most for seven days (a limit of S3). */
  URI sign(String bucket, String key, Duration validity) {
    var signed =
        presigner.presignGetObject(
            link ->
                link.signatureDuration(validity)
                    .getObjectRequest(object -> object.bucket(bucket).key(key)));
    return URI.create(signed.url().toExternalForm());
  }

  @Override
  public void close() {
    presigner.close();
  }
}
