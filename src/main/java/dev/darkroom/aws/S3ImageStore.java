package dev.darkroom.aws;

import dev.darkroom.concurrent.Parallel;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.task.StoredImage;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Images in the owner's S3 bucket. The first write of a key is final. */
@Singleton
public final class S3ImageStore implements ImageStore {
  /** The key is taken (conditional-writes in S3's user guide, read 2026-11). */
  private static final int PRECONDITION_FAILED = 412;

  /** Somebody else is writing or deleting this key now. */
  private static final int CONFLICT = 409;

  /** Deletions at once: each has a connection of its own. */
  private static final int AT_ONCE = 16;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final Provider<S3Client> objects;
  private final Provider<S3Links> links;
  private final AwsConfig config;

  @Inject
  public S3ImageStore(Provider<S3Client> objects, Provider<S3Links> links, AwsConfig config) {
    this.objects = objects;
    this.links = links;
    this.config = config;
  }

  @Override
  public Put putIfAbsent(StoredImage image, Path file, Map<String, String> tags) {
    try {
      return put(image, file, tags);
    } catch (S3Exception busy) {
      if (busy.statusCode() != CONFLICT) {
        throw busy;
      }
      return put(image, file, tags);
    }
  }

  /** Without s3:ListBucket, S3 says of an absent object that it is forbidden. */
  @Override
  public Optional<StoredImage> find(String key, int index) {
    try {
      return ObjectMetadata.read(key, index, head(key, _ -> {}));
    } catch (S3Exception refused) {
      return absent(refused);
    }
  }

  private static <T> Optional<T> absent(S3Exception refused) {
    if (refused.statusCode() != NOT_FOUND && refused.statusCode() != FORBIDDEN) {
      throw refused;
    }
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> read(String key) {
    try {
      return Optional.of(
          objects
              .get()
              .getObjectAsBytes(
                  get ->
                      get.bucket(bucket()).key(key).overrideConfiguration(TimeOuts::forReference))
              .asByteArrayUnsafe());
    } catch (S3Exception refused) {
      return absent(refused);
    }
  }

  @Override
  public void delete(List<String> keys) {
    keys.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .forEach(some -> Parallel.map(some, this::deleted));
  }

  private String deleted(String key) {
    objects.get().deleteObject(delete -> delete.bucket(bucket()).key(key));
    return key;
  }

  @Override
  public void empty(String key) {
    objects
        .get()
        .putObject(
            put ->
                put.bucket(bucket())
                    .key(key)
                    .metadata(ObjectMetadata.EMPTIED)
                    .overrideConfiguration(TimeOuts::forReference),
            RequestBody.empty());
  }

  @Override
  public URI sign(String key, Duration validity) {
    return links.get().sign(bucket(), key, validity);
  }

  private Put put(StoredImage image, Path file, Map<String, String> tags) {
    var request =
        PutObjectRequest.builder()
            .bucket(bucket())
            .key(image.key())
            .ifNoneMatch("*")
            .contentType(image.contentType())
            .contentLength(image.bytes())
            .checksumSHA256(ObjectMetadata.base64(image.sha256()))
            .metadata(ObjectMetadata.of(image, tags))
            .overrideConfiguration(TimeOuts.forUpload(image.bytes()))
            .build();
    try {
      objects.get().putObject(request, file);
      return new Put.Stored(image);
    } catch (S3Exception refused) {
      if (refused.statusCode() == PRECONDITION_FAILED) {
        return whatIsThere(image);
      }
      if (refused.statusCode() < SERVER_ERROR) {
        throw refused;
      }
      return afterABrokenPut(image, refused);
    } catch (SdkException | UncheckedIOException broken) {
      return afterABrokenPut(image, broken);
    }
  }

  /**
   * Looks for the object after a put without an answer. The put may have arrived, or S3 refused it
   * because the key is taken: S3 may close the connection before it has read the body. An absent
   * object proves nothing: the put may still arrive, and without s3:ListBucket an absent object
   * looks like a forbidden one. The next put of the same bytes finds out.
   */
  private Put afterABrokenPut(StoredImage wanted, RuntimeException broken) {
    try {
      return whatIsThere(wanted);
    } catch (SdkException | UncheckedIOException unseen) {
      broken.addSuppressed(unseen);
      throw broken;
    }
  }

  /** S3 shows its own digest only to those who may use the bucket's KMS key. */
  private Put whatIsThere(StoredImage wanted) {
    try {
      return judged(wanted, head(wanted.key(), head -> head.checksumMode(ChecksumMode.ENABLED)));
    } catch (S3Exception refused) {
      if (refused.statusCode() != FORBIDDEN) {
        throw refused;
      }
      return judged(wanted, head(wanted.key(), _ -> {}));
    }
  }

  private HeadObjectResponse head(String key, Consumer<HeadObjectRequest.Builder> more) {
    return objects.get().headObject(head -> head.bucket(bucket()).key(key).applyMutation(more));
  }

  private static Put judged(StoredImage wanted, HeadObjectResponse there) {
    if (ObjectMetadata.isSame(wanted, there)) {
      return new Put.Stored(ObjectMetadata.read(wanted, there));
    }
    return ObjectMetadata.isEmptied(there) ? new Put.Emptied() : new Put.Taken();
  }

  private String bucket() {
    return AwsConfig.required(config.bucket(), "DARKROOM_BUCKET");
  }
}
