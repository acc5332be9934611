package dev.darkroom.aws;

import dev.darkroom.routing.ReferenceStore.UploadLink;
import dev.darkroom.task.PictureUpload;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned links: whoever has one may read one object, or put it, for a time. */
public final class S3Links implements AutoCloseable {
  /** What every HTTP client sends by itself; some let nobody else send it. */
  private static final Set<String> SENT_ANYWAY = Set.of("host", "content-length");

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

  /** A link that puts one picture, and no other bytes: length, type and hash are signed. */
  UploadLink signUpload(String bucket, PictureUpload picture, Duration validity) {
    var hash = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(picture.sha256()));
    var signed =
        presigner.presignPutObject(
            link ->
                link.signatureDuration(validity)
                    .putObjectRequest(
                        object ->
                            object
                                .bucket(bucket)
                                .key(picture.key())
                                .contentLength(picture.bytes())
                                .contentType(picture.type().contentType())
                                .checksumSHA256(hash)));
    var headers =
        signed.signedHeaders().entrySet().stream()
            .filter(header -> !SENT_ANYWAY.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> String.join(",", header.getValue())));
    return new UploadLink(URI.create(signed.url().toExternalForm()), headers);
  }

  @Override
  public void close() {
    presigner.close();
  }
}
