package dev.darkroom.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned links: whoever has one may read one object, for a time. */
public final class S3Links implements AutoCloseable {
  private final S3Presigner presigner;

  /** Makes links with a presigner, which is closed with this object. */
  public S3Links(S3Presigner presigner) {
    this.presigner = presigner;
  }

  /** A link that is valid from now on, for at most seven days (a limit of S3). */
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
