package dev.darkroom.aws;

import dev.darkroom.base.Sha256;
import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Absent;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Forbidden;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Permanent;
import dev.darkroom.task.PictureUpload;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reference images in S3: checked by HEAD, handed over by presigned links. */
@Singleton
public final class S3ReferenceStore implements ReferenceStore {
  private final Provider<S3Client> objects;
  private final Provider<S3Links> links;
  private final AwsConfig config;

  @Inject
  public S3ReferenceStore(Provider<S3Client> objects, Provider<S3Links> links, AwsConfig config) {
    this.objects = objects;
    this.links = links;
    this.config = config;
  }

  @Override
  public Optional<String> ownBucket() {
    return config.bucket();
  }

  @Override
  public ObjectStatus look(S3Link reference) {
    try {
      var there =
          objects.get().headObject(head -> head.bucket(reference.bucket()).key(reference.key()));
      return new Found(Optional.ofNullable(there.contentType()), there.contentLength());
    } catch (S3Exception refused) {
      return switch (refused.statusCode()) { // a HEAD has no body that would say more
        case 404 -> new Absent();
        case 403 ->
            new Forbidden(
                "may not be read: submit, and query for quotes, need s3:GetObject on it (and"
                    + " s3:ListBucket on its bucket, without which an object that is missing looks"
                    + " the same)");
        case 301, 307 -> new Permanent("its bucket is in another region than Darkroom");
        default -> throw refused;
      };
    }
  }

  /** S3 verifies the bytes by their hash. They are not copied: there may be megabytes of them. */
  @Override
  public void put(S3Link reference, String contentType, byte[] bytes) {
    objects
        .get()
        .putObject(
            put ->
                put.bucket(reference.bucket())
                    .key(reference.key())
                    .contentType(contentType)
                    .checksumSHA256(Base64.getEncoder().encodeToString(Sha256.of(bytes)))
                    .overrideConfiguration(TimeOuts::forReference),
            RequestBody.fromContentProvider(
                ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, contentType));
  }

  @Override
  public UploadLink signUpload(String bucket, PictureUpload picture, Duration validity) {
    return links.get().signUpload(bucket, picture, validity);
  }

  @Override
  public URI sign(S3Link reference, Duration validity) {
    return links.get().sign(reference.bucket(), reference.key(), validity);
  }
}
