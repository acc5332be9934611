package dev.darkroom.aws;

import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore;
import dev.darkroom.routing.ReferenceStore.Look.Absent;
import dev.darkroom.routing.ReferenceStore.Look.Barred;
import dev.darkroom.routing.ReferenceStore.Look.Found;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Reference images in S3: looked at by HEAD, handed over by presigned links. */
@Singleton
public final class S3ReferenceStore implements ReferenceStore {
  private final Provider<S3Client> client;
  private final Provider<S3Presigner> presigner;
  private final AwsConfig config;

  @Inject
  public S3ReferenceStore(
      Provider<S3Client> client, Provider<S3Presigner> presigner, AwsConfig config) {
    this.client = client;
    this.presigner = presigner;
    this.config = config;
  }

  @Override
  public Optional<String> ownBucket() {
    return config.bucket();
  }

  @Override
  public Look look(S3Link reference) {
    try {
      var there =
          client
              .get()
              .headObject(
                  head ->
                      head.bucket(reference.bucket())
                          .key(reference.key())
                          .overrideConfiguration(TimeOuts::forHead));
      return new Found(Optional.ofNullable(there.contentType()), there.contentLength());
    } catch (S3Exception refused) {
      return switch (refused.statusCode()) { // a HEAD has no body that would say more
        case 404 -> new Absent();
        case 403 ->
            new Barred(
                "may not be read: submit needs s3:GetObject on it (and s3:ListBucket on its bucket,"
                    + " without which an object that is missing looks the same)");
        case 301, 307 -> new Barred("its bucket is in another region than Darkroom");
        default -> throw refused;
      };
    }
  }

  @Override
  public URI sign(S3Link reference, Duration validity) {
    var signed =
        presigner
            .get()
            .presignGetObject(
                link ->
                    link.signatureDuration(validity)
                        .getObjectRequest(
                            object -> object.bucket(reference.bucket()).key(reference.key())));
    return URI.create(signed.url().toExternalForm());
  }
}
