package dev.darkroom.aws;

import dev.darkroom.delivery.ImageStore;
import dev.darkroom.task.StoredImage;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Images in the owner's S3 bucket. Whoever writes a key first has written it for good. */
@Singleton
public final class S3ImageStore implements ImageStore {
  /** The key is taken (conditional-writes in S3's user guide, read 2026-11). */
  private static final int PRECONDITION_FAILED = 412;

  /** Somebody else is writing or deleting the key at this moment. */
  private static final int CONFLICT = 409;

  private final Provider<S3Client> client;
  private final Provider<S3Presigner> presigner;
  private final AwsConfig config;

  @Inject
  public S3ImageStore(
      Provider<S3Client> client, Provider<S3Presigner> presigner, AwsConfig config) {
    this.client = client;
    this.presigner = presigner;
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

  @Override
  public URI sign(String key, Duration validity) {
    var signed =
        presigner
            .get()
            .presignGetObject(
                link ->
                    link.signatureDuration(validity)
                        .getObjectRequest(object -> object.bucket(bucket()).key(key)));
    return URI.create(signed.url().toExternalForm());
  }

  private Put put(StoredImage image, Path file, Map<String, String> tags) {
    var request =
        PutObjectRequest.builder()
            .bucket(bucket())
            .key(image.key())
            .ifNoneMatch("*")
            .contentType(image.contentType())
            .contentLength(image.bytes())
            .checksumSHA256(base64(image.sha256()))
            .metadata(ObjectMetadata.of(image, tags))
            .build();
    try {
      client.get().putObject(request, file);
      return new Put.Stored(image);
    } catch (S3Exception refused) {
      if (refused.statusCode() != PRECONDITION_FAILED) {
        throw refused;
      }
      return whatIsThere(image);
    } catch (SdkClientException | UncheckedIOException broken) {
      return afterABrokenPut(image, broken);
    }
  }

  /**
   * The put may have arrived, or been refused because the key is taken: S3 need not read a body to
   * say so, and closes the connection in the middle of it.
   */
  private Put afterABrokenPut(StoredImage wanted, RuntimeException broken) {
    try {
      return whatIsThere(wanted);
    } catch (NoSuchKeyException notThere) {
      throw broken;
    }
  }

  private Put whatIsThere(StoredImage wanted) {
    var there = client.get().headObject(head -> head.bucket(bucket()).key(wanted.key()));
    return ObjectMetadata.isSame(wanted, there) ? new Put.Stored(wanted) : new Put.Taken();
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private String bucket() {
    return AwsConfig.required(config.bucket(), "DARKROOM_BUCKET");
  }
}
